namespace ServerlessReadiness.Core.Plans;

/// <summary>What the event may not exceed without a person being called, once a day, until it is over.</summary>
/// <param name="LatestCooldown">Everything is back to normal by then.</param>
/// <param name="ExtraSpendMax">For capacity beyond the normal, in <paramref name="Currency"/>; null for no limit.</param>
/// <param name="Currency">ISO 4217, such as USD.</param>
public sealed record Guardrails(DateTimeOffset LatestCooldown, decimal? ExtraSpendMax, string Currency)
{
    public static readonly Guardrails None = new(DateTimeOffset.MaxValue, null, "USD");
}
