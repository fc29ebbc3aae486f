using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Phases;

/// <summary>Where the event goes next, and why; the same phase again when it stays.</summary>
/// <param name="Next">The phase that follows.</param>
/// <param name="Due">When it was due; null when it stays.</param>
/// <param name="Reason">Why.</param>
public sealed record PhaseDecision(Phase Next, DateTimeOffset? Due, string Reason)
{
    public bool Stays => Due is null;
}
