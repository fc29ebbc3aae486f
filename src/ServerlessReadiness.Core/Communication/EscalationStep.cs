using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Communication;

/// <summary>A step of the escalation, with the people of the present phase and scenario.</summary>
/// <param name="After">How long after the step before; of the first, after the trouble began.</param>
/// <param name="Contacts">Who is told; empty for whoever reads the notifications.</param>
public sealed record EscalationStep(TimeSpan After, EquatableList<Contact> Contacts);
