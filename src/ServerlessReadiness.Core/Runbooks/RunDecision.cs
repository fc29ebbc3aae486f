namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Next state, next move and reason of a run.</summary>
public sealed record RunDecision(Run Next, RunMove Move, string Reason);
