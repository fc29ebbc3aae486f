using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Application.Phases;

/// <summary>What came of a person's move of an event.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    /// <param name="Head">The event's head as it is now.</param>
    /// <param name="Words">What was done, for people.</param>
    public sealed record Done(EventHead Head, string Words) : MoveOutcome;

    /// <summary>The event is as it was.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="NextStep">What to do.</param>
    public sealed record Refused(string Reason, string NextStep) : MoveOutcome;
}
