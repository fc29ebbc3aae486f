namespace ServerlessReadiness.Core.Plans;

/// <summary>A step of the escalation.</summary>
/// <param name="Role">The role of the contacts who are told.</param>
/// <param name="After">How long after the step before; of the first, after the trouble began.</param>
public sealed record EscalationTerm(string Role, TimeSpan After);
