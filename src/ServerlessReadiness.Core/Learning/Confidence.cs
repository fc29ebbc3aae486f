namespace ServerlessReadiness.Core.Learning;

/// <summary>How far a lesson can be relied on.</summary>
public enum Confidence
{
    /// <summary>One observation, or of a rehearsal.</summary>
    Low = 0,
    Medium = 1,

    /// <summary>Measured in production, over the whole event.</summary>
    High = 2,
}
