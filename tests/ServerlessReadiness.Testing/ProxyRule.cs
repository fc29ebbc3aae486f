namespace ServerlessReadiness.Testing;

/// <summary>What an <see cref="AwsProxy"/> does with an action instead of passing it on.</summary>
public abstract class ProxyRule
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProxyRule(string action) => Action = action;

    public string Action { get; }

    /// <summary>How often it applies; then calls pass again.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Completes when a call has met the rule; for <see cref="Swallow"/>, when the effect has happened.</summary>
    public Task Reached => _reached.Task;

    internal int Met { get; set; }

    internal void MarkReached() => _reached.TrySetResult();

    /// <summary>Answers in the service's place; the service does not see the call.</summary>
    public sealed class Answer(string action, int status, string contentType, string body) : ProxyRule(action)
    {
        public int Status => status;

        public string ContentType => contentType;

        public string Body => body;
    }

    /// <summary>Keeps the call; the service does not see it and the caller waits until it gives up or dies.</summary>
    public sealed class Keep(string action) : ProxyRule(action);

    /// <summary>Lets the service perform the call and keeps the answer.</summary>
    public sealed class Swallow(string action) : ProxyRule(action);
}
