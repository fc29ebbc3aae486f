namespace ServerlessReadiness.Application.Ports;

/// <summary>What the executor can do about a failed port call depends on this and on nothing else.</summary>
public enum PortFailure
{
    /// <summary>
    /// Service or network trouble, or a time-out: the effect may or may not have happened. Look, then retry.
    /// </summary>
    Unavailable = 0,

    /// <summary>Too many requests: nothing happened. Retry later.</summary>
    Throttled = 1,

    /// <summary>The role may not do this: nothing happened, a retry will not help. A person must grant it.</summary>
    Denied = 2,

    /// <summary>The resource does not exist: a retry will not help.</summary>
    NotFound = 3,

    /// <summary>
    /// The service refused the request as invalid in the resource's present state. Look again, then decide.
    /// </summary>
    Refused = 4,
}
