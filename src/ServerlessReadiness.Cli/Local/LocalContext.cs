using Amazon.Lambda.Core;

namespace ServerlessReadiness.Cli.Local;

/// <summary>What Lambda would tell an entry point, for one that runs in this process.</summary>
internal sealed class LocalContext(string function, string region, TimeSpan timeLimit, TimeProvider time)
    : ILambdaContext
{
    private readonly DateTimeOffset _endsAt = time.GetUtcNow() + timeLimit;

    public string AwsRequestId => "local";

    public IClientContext ClientContext => null!;

    public string FunctionName => function;

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => $"arn:aws:lambda:{region}:000000000000:function:{function}";

    public ILambdaLogger Logger { get; } = new Silence();

    public string LogGroupName => $"/aws/lambda/{function}";

    public string LogStreamName => "local";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => _endsAt - time.GetUtcNow();

    // What matters reaches the journal, which the command shows.
    private sealed class Silence : ILambdaLogger
    {
        public void Log(string message)
        {
        }

        public void LogLine(string message)
        {
        }
    }
}
