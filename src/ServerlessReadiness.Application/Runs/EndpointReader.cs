using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Reads what is behind the endpoints of a name: alarms from CloudWatch itself, units from the service that runs them,
/// load from the plan's metric. What cannot be read stays null; the rules take that for "not able".
/// </summary>
internal sealed class EndpointReader(World world, TimeProvider time)
{
    /// <summary>A load older than this tells nothing of the present one.</summary>
    public static readonly TimeSpan LoadAgeMax = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public async Task<EquatableList<EndpointFacts>> ReadAsync(
        CompiledPlan plan,
        Component component,
        CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(component.Endpoints.Select(e => ReadAsync(plan, component, e, cancellationToken)))];

    private async Task<EndpointFacts> ReadAsync(
        CompiledPlan plan,
        Component component,
        Endpoint endpoint,
        CancellationToken cancellationToken)
    {
        var behind = endpoint.Behind is { } name ? plan.FindComponent(name) : null;
        var place = Location.Of(behind?.Resource ?? component.Resource);
        var alarms = AlarmsAsync(place, endpoint, cancellationToken);
        var units = UnitsAsync(behind?.Resource, cancellationToken);
        var load = LoadAsync(plan, endpoint, cancellationToken);
        await Task.WhenAll(alarms, units, load);
        var (known, alarmTrouble) = await alarms;
        var (serving, unitTrouble) = await units;
        var newest = await load;
        return new EndpointFacts(
            endpoint.SetIdentifier,
            serving,
            newest?.Value,
            known is null ? null : Names(known, AlarmStateValue.Alarm))
        {
            CapacityPerSecond = serving is { } count && behind?.Model is { } model
                ? (decimal)count * model.RequestsPerSecondPerUnit
                : null,
            LoadAt = newest?.At,
            Unreadable = alarmTrouble ?? unitTrouble,
            Silent = known is null
                ? []
                : [
                    .. Names(known, AlarmStateValue.InsufficientData),
                    .. endpoint.Alarms.Where(a => known.All(k => k.Alarm.Name != a)),
                ],
            Composite = known is null
                ? []
                : Names([.. known.Where(k => k.IsComposite)], AlarmStateValue.Alarm),
        };
    }

    private static EquatableList<string> Names(IReadOnlyList<AlarmTransition> known, AlarmStateValue state) =>
        EquatableList.From(known.Where(k => k.State == state).Select(k => k.Alarm.Name).Order(StringComparer.Ordinal));

    private async Task<(IReadOnlyList<AlarmTransition>? Known, string? Trouble)> AlarmsAsync(
        Location place,
        Endpoint endpoint,
        CancellationToken cancellationToken)
    {
        try
        {
            return endpoint.Alarms.Count == 0
                ? ([], null)
                : (await world.Alarms.ReadAsync(place, endpoint.Alarms, cancellationToken), null);
        }
        catch (PortException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>
    /// Members in service; for a scalable target, whose size is not told, the minimum that it keeps; of instances
    /// those that run and whose checks pass.
    /// </summary>
    private async Task<(int? Serving, string? Trouble)> UnitsAsync(
        Resource? behind,
        CancellationToken cancellationToken)
    {
        try
        {
            int? serving = behind switch
            {
                Resource.AutoScalingGroup group =>
                    (await world.Fleets.ReadAsync(group, GroupDetails.None, cancellationToken)).Serving,
                Resource.ScalableTarget target =>
                    (await world.Targets.ReadAsync(target, cancellationToken)).Bounds.Minimum,
                Resource.StandaloneInstances instances => await RunningAsync(instances, cancellationToken),
                _ => null,
            };
            return (serving, serving is null ? "the plan names nothing behind it whose units can be counted" : null);
        }
        catch (PortException e)
        {
            return (null, e.Message);
        }
    }

    private async Task<int> RunningAsync(Resource.StandaloneInstances instances, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(instances.Ids.Select(i =>
            world.Instances.ReadAsync(Location.Of(instances), i, cancellationToken)));
        return read.Count(i => i is { IsRunning: true, StatusChecksPassed: true });
    }

    /// <summary>The newest minute that is over, in requests a second.</summary>
    private async Task<(decimal Value, DateTimeOffset At)?> LoadAsync(
        CompiledPlan plan,
        Endpoint endpoint,
        CancellationToken cancellationToken)
    {
        if (plan.Metrics.FirstOrDefault(m => m.Name == endpoint.Load) is not { } metric)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var until = now.AddTicks(-(now.Ticks % Minute.Ticks));
        try
        {
            var read = await world.Metrics.ReadAsync(
                new Location(metric.Account, metric.Region),
                [metric],
                until - LoadAgeMax,
                until,
                Minute,
                cancellationToken);
            return Newest(read.FirstOrDefault(s => s.Name == metric.Name), metric, until);
        }
        catch (PortException)
        {
            return null;
        }
    }

    private static (decimal Value, DateTimeOffset At)? Newest(
        MetricSeries? series,
        PlanMetric metric,
        DateTimeOffset until)
    {
        var point = series?.Points.Where(p => p.At + Minute <= until).MaxBy(p => p.At);
        return point is null || !double.IsFinite(point.Value) || point.Value is < 0 or > 1e15
            ? null
            : (PerSecond(metric.Statistic, (decimal)point.Value), point.At);
    }

    // A sum counts the minute's requests; any other statistic is taken for what it says, requests a second.
    private static decimal PerSecond(string statistic, decimal value) => statistic is "Sum" or "SampleCount"
        ? value / (decimal)Minute.TotalSeconds
        : value;
}
