namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>A limit that the event meets.</summary>
/// <param name="Name">What is limited, with its unit.</param>
/// <param name="Resource">What it is a limit of: an account and region, a subnet, a load balancer.</param>
/// <param name="Limit">What is allowed; null when it could not be read.</param>
/// <param name="Now">The present use; null when it is not measurable.</param>
/// <param name="AtPeak">The use at the planned peak, an instance's replacement included.</param>
/// <param name="AtCeiling">The use when every component is at its ceiling.</param>
/// <param name="Source">Where the limit and the use are from.</param>
/// <param name="Fix">What to do when it does not suffice.</param>
public sealed record LimitRow(
    string Name,
    string Resource,
    decimal? Limit,
    decimal? Now,
    decimal? AtPeak,
    decimal? AtCeiling,
    string Source,
    string Fix)
{
    /// <summary>Usage stays below this share of a limit at the planned peak (REQUIREMENTS S5).</summary>
    public const int ThresholdPercent = 80;

    private const int Whole = 100;

    /// <summary>Why it cannot be told; null when it can.</summary>
    public string? Unknown { get; init; }

    /// <summary>The quota that is its limit and could not be read; null when it could, or is not one.</summary>
    public QuotaKey? Unread { get; init; }

    /// <summary>What is wrong whatever the numbers say; null for nothing.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whether limit or use is an estimate. Then only what goes over the limit itself is a finding.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The quota that an increase can be asked of; null for other ceilings.</summary>
    public QuotaUse? Quota { get; init; }

    /// <summary>At the planned peak, in percent of the limit; null when it cannot be told.</summary>
    public decimal? Percent => PercentOf(AtPeak);

    public LimitStand Stand => Trouble is not null ? LimitStand.Broken
        : Unknown is not null || AtPeak is null || Limit is null ? LimitStand.CannotTell
        : AtPeak > Limit ? LimitStand.Broken
        : IsEstimate ? LimitStand.Fits
        : Percent > ThresholdPercent || AtCeiling > Limit ? LimitStand.Tight
        : LimitStand.Fits;

    // Whatever is used of nothing is all of it.
    private decimal? PercentOf(decimal? use) => (use, Limit) switch
    {
        ({ } used, > 0) => Math.Round(used * Whole / Limit.Value, 1),
        (> 0, not null) => Whole,
        (not null, not null) => 0,
        _ => null,
    };
}
