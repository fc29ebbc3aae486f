using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What became of the wish to start a runbook.</summary>
/// <param name="Run">The run, stored and due at once; null when it was refused.</param>
/// <param name="Reason">Why it started, or why not and what to do.</param>
public sealed record RunStarted(Run? Run, string Reason);
