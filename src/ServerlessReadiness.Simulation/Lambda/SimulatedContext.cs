using Amazon.Lambda.Core;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>What Lambda tells a function of its invocation.</summary>
internal sealed class SimulatedContext(
    Scheduler scheduler,
    string function,
    string region,
    string requestId,
    long endsMs) : ILambdaContext
{
    public string AwsRequestId => requestId;

    public IClientContext ClientContext => null!;

    public string FunctionName => function;

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => $"arn:aws:lambda:{region}:000000000000:function:{function}";

    public ILambdaLogger Logger => Silence.Instance;

    public string LogGroupName => $"/aws/lambda/{function}";

    public string LogStreamName => "simulated";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => TimeSpan.FromMilliseconds(endsMs - scheduler.NowMs);

    // What matters reaches the journal.
    private sealed class Silence : ILambdaLogger
    {
        public static readonly Silence Instance = new();

        public void Log(string message)
        {
        }

        public void LogLine(string message)
        {
        }
    }
}
