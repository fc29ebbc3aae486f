using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the environment says about the function; it does not change while the process lives.</summary>
internal sealed class LambdaEnvironment
{
    public string FunctionName { get; } = Read("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion { get; } = Read("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName { get; } = Read("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName { get; } = Read("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB { get; } = int.TryParse(
        Read("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        ? size
        : 0;

    private static string Read(string name) => Environment.GetEnvironmentVariable(name);
}
