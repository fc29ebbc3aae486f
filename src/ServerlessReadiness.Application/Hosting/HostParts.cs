using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Snapshots;

namespace ServerlessReadiness.Application.Hosting;

/// <summary>What a host is built from.</summary>
/// <param name="Store">The one table.</param>
/// <param name="World">The account, or a simulated one.</param>
/// <param name="Time">The clock.</param>
/// <param name="Chance">The source of chance.</param>
/// <param name="Logging">Where logs go.</param>
/// <param name="Region">The region that the process runs in, for alarms so old that they carry no ARN.</param>
/// <param name="Dispatcher">Hands due runs to Executor; null to go on with them in this process.</param>
public sealed record HostParts(
    IStateStore Store,
    World World,
    TimeProvider Time,
    IChance Chance,
    ILoggerFactory Logging,
    string Region,
    IRunDispatcher? Dispatcher = null)
{
    /// <summary>What a review reads; empty where nobody reviews.</summary>
    public IReadOnlyList<IReviewSource> ReviewSources { get; init; } = [];

    /// <summary>Where the event's dashboard is kept; null where nobody keeps one.</summary>
    public IDashboards? Dashboards { get; init; }

    /// <summary>With what Clock keeps the page's document; null where nobody looks at a page.</summary>
    public SnapshotParts? Snapshots { get; init; }

    /// <summary>Where the system counts what it does.</summary>
    public IMeasurements Measurements { get; init; } = new NoMeasurements();
}
