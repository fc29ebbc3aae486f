namespace ServerlessReadiness.Core.Review;

/// <summary>What a no means for the event.</summary>
public enum Severity
{
    /// <summary>Worth doing.</summary>
    Low = 0,

    /// <summary>A weakness that a person should know of.</summary>
    Medium,

    /// <summary>A risk to the event.</summary>
    High,

    /// <summary>The event must not be held like this.</summary>
    Blocker,
}
