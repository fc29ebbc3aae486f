namespace ServerlessReadiness.Testing;

/// <summary>One request that went through an <see cref="AwsProxy"/>.</summary>
/// <param name="Action">The operation as AWS names it, such as <c>UpdateAutoScalingGroup</c>.</param>
/// <param name="Arrived">When the request was read, on the proxy's own clock.</param>
/// <param name="Ended">When its answer was sent.</param>
/// <param name="Forwarded">Whether the service saw it.</param>
/// <param name="Body">What was sent, as text.</param>
public sealed record ProxiedCall(
    string Action,
    TimeSpan Arrived,
    TimeSpan Ended,
    bool Forwarded,
    string Body);
