using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Reads what the conditions of a run's step name: alarms as CloudWatch has them now, and the newest values of the
/// plan's metrics. What cannot be read is absent, and the run decides what that means.
/// </summary>
public sealed class ConditionReader(World world, OpenEvents events)
{
    /// <summary>An older value says nothing of the present.</summary>
    private static readonly TimeSpan MetricAgeMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly MetricReader _metrics = new(world);

    public async Task<(EquatableList<AlarmReading>? Alarms, EquatableList<MetricReading>? Metrics)> ReadAsync(
        Run run,
        Component component,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var conditions = RunDecider.Conditions(run);
        var alarms = AlarmsAsync(
            component,
            [.. conditions.OfType<StepCondition.AlarmIs>().Select(c => c.Alarm).Distinct(StringComparer.Ordinal)],
            cancellationToken);
        var metrics = MetricsAsync(
            run,
            [.. conditions.OfType<StepCondition.MetricIs>().Select(c => c.Metric)],
            now,
            cancellationToken);
        await Task.WhenAll(alarms, metrics);
        return (await alarms, await metrics);
    }

    private async Task<EquatableList<AlarmReading>?> AlarmsAsync(
        Component component,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return null;
        }

        try
        {
            var read = await world.Alarms.ReadAsync(Location.Of(component.Resource), names, cancellationToken);

            // Without enough data an alarm neither fires nor is well: nobody knows.
            return EquatableList.From(read
                .Where(a => a.State != AlarmStateValue.InsufficientData)
                .Select(a => new AlarmReading(a.Alarm.Name, a.State == AlarmStateValue.Alarm)));
        }
        catch (PortException)
        {
            return [];
        }
    }

    private async Task<EquatableList<MetricReading>?> MetricsAsync(
        Run run,
        IReadOnlyCollection<string> names,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return null;
        }

        var plan = await events.PlanAsync(run.Event, run.PlanVersion, cancellationToken);
        var metrics = plan.Metrics.Where(m => names.Contains(m.Name)).ToList();
        var (series, _) = await _metrics.ReadAsync(metrics, now - MetricAgeMax, now, Period, cancellationToken);
        return EquatableList.From((series ?? [])
            .Where(s => s.Points.Count > 0)
            .Select(s => (s.Name, Newest: s.Points[^1]))
            .Where(s => double.IsFinite(s.Newest.Value) && Math.Abs(s.Newest.Value) < (double)decimal.MaxValue)
            .Select(s => new MetricReading(s.Name, (decimal)s.Newest.Value, s.Newest.At)));
    }
}
