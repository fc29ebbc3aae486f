namespace ServerlessReadiness.Core.Communication;

/// <summary>What becomes of an escalation.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="LookAt">When it is looked at again; null when it is over.</param>
/// <param name="Tell">Whose turn it is now; null for nobody's.</param>
/// <param name="Reason">Why.</param>
public sealed record EscalationDecision(
    EscalationRecord Next,
    DateTimeOffset? LookAt,
    EscalationStep? Tell,
    string Reason);
