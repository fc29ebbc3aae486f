namespace ServerlessReadiness.Core.Review.Canary;

/// <summary>How far a proof of the way of alarms has come.</summary>
public enum CanaryState
{
    /// <summary>CloudWatch was told that the alarm fires.</summary>
    Set = 0,

    /// <summary>Our journal has it, and a person was told.</summary>
    Seen,

    /// <summary>A person answered: proven.</summary>
    Acknowledged,

    /// <summary>It got lost on its way.</summary>
    TimedOut,
}
