namespace ServerlessReadiness.Core.Review;

/// <summary>Whether the event can be held. The zero value is no, so that a missing one never passes.</summary>
public enum Readiness
{
    /// <summary>A blocker is broken.</summary>
    NoGo = 0,

    /// <summary>No blocker is known to be broken, but risks are open, or a blocker could not be told.</summary>
    GoWithRisks,

    Go,
}
