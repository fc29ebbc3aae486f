using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Safety;

/// <summary>One run that a budget counts.</summary>
public sealed record Spend(ActionClass Class, DateTimeOffset At, RunId Run);
