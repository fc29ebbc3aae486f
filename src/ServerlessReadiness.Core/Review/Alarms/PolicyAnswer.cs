namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>What a resource's policy says of one call.</summary>
public enum PolicyAnswer
{
    /// <summary>No statement lets it.</summary>
    Silent = 0,

    Lets,

    /// <summary>A statement denies it.</summary>
    Denies,

    /// <summary>It depends on a condition that nobody can judge from here.</summary>
    Unsure,
}
