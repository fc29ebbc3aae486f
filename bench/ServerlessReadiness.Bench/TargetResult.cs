namespace ServerlessReadiness.Bench;

/// <summary>A goal and what was measured; not asserted anywhere, because times depend on the machine.</summary>
internal sealed record TargetResult(string Name, string Goal, double Measured, bool Met);
