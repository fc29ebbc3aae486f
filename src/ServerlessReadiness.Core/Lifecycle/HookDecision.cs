namespace ServerlessReadiness.Core.Lifecycle;

public sealed record HookDecision(HookVerdict Verdict, string Reason);
