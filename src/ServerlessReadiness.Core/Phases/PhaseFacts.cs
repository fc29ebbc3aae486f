namespace ServerlessReadiness.Core.Phases;

/// <summary>What may keep an event from its end.</summary>
/// <param name="StillArmed">What is still armed outside us; null for nothing.</param>
/// <param name="NotYetNormal">What is neither restored nor kept, or not confirmed; null for nothing.</param>
public sealed record PhaseFacts(string? StillArmed, string? NotYetNormal);
