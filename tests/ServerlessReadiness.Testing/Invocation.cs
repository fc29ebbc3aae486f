namespace ServerlessReadiness.Testing;

/// <summary>One enqueued invocation.</summary>
public sealed class Invocation
{
    private readonly TaskCompletionSource<InvocationOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Invocation(string requestId, ReadOnlyMemory<byte> payload, InvocationOptions options)
    {
        RequestId = requestId;
        Payload = payload;
        Options = options;
    }

    public string RequestId { get; }

    /// <summary>Completes when the function takes the invocation.</summary>
    public Task Taken => _taken.Task;

    /// <summary>Completes when the function answers.</summary>
    public Task<InvocationOutcome> Outcome => _outcome.Task;

    /// <summary>Lambda-Runtime-Invocation-Id as the function sent it back with its answer.</summary>
    public string? EchoedInvocationId { get; internal set; }

    internal ReadOnlyMemory<byte> Payload { get; }

    internal InvocationOptions Options { get; }

    internal void MarkTaken() => _taken.TrySetResult();

    /// <summary>False when it was answered before: Lambda takes one answer only.</summary>
    internal bool TryAnswer(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);
}
