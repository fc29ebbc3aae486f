using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Safety;

/// <summary>Somebody deleted rules of a page that is to be up.</summary>
/// <param name="At">When that was found.</param>
/// <param name="Run">The run that asserts them again; null when none may.</param>
public sealed record PageLoss(DateTimeOffset At, RunId? Run);
