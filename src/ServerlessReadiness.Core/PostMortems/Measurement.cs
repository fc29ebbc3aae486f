using ServerlessReadiness.Core.Metrics;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What was measured while the event went on.</summary>
/// <param name="Period">The length of one period of all that follows.</param>
/// <param name="Demand">Requests from outside, oldest first; periods without any data are left out.</param>
/// <param name="Capacity">Units in service, oldest first.</param>
public sealed record Measurement(
    TimeSpan Period,
    IReadOnlyList<DemandPoint> Demand,
    IReadOnlyList<CapacityPoint> Capacity)
{
    public static readonly Measurement None = new(TimeSpan.FromMinutes(5), [], []);

    /// <summary>The plan's metrics as they were read, for what is normal next time.</summary>
    public IReadOnlyList<MetricSeries> Series { get; init; } = [];

    /// <summary>Why metrics could not be read; null when they could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>When components could not keep up; null when only alarms tell of it.</summary>
    public IReadOnlyList<Strain>? Strains { get; init; }

    /// <summary>The price of capacity beyond the normal as a rehearsal counted it; null for none.</summary>
    public decimal? ExtraSpend { get; init; }

    /// <summary>Whether it was played rather than measured in an account.</summary>
    public bool IsRehearsed { get; init; }
}
