using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// Captures what is normal when the pre-warm begins: the metrics whose range the plan does not state, and the bounds of
/// everything that the stages are about to raise.
/// </summary>
internal sealed class BaselineJob(MetricReader metrics, PhaseCommit commit)
{
    /// <summary>Far more than clocks of ours and of Auto Scaling lie apart.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var key = StateKeys.Baseline(record.Open.Id);
        var chosen = record.Find(StateKeys.ChosenBaseline(record.Open.Id)).Value;
        var unstated = record.Plan.Metrics.Where(m => m.Baseline is null).ToList();
        var open = unstated.Where(m => Chosen(chosen, m) is null).ToList();
        var staged = Staged(record.Plan).ToList();
        if (record.Find(key).Value is not null || (unstated.Count == 0 && staged.Count == 0))
        {
            return;
        }

        await record.SeeAsync(staged, cancellationToken);

        // The day before the pre-warm, also when this is late: what was raised since is not normal.
        var until = record.Now < record.Plan.Schedule.Prewarm ? record.Now : record.Plan.Schedule.Prewarm;
        var (series, unreadable) = open.Count == 0
            ? ([], null)
            : await metrics.ReadAsync(
                open,
                until - Baselines.CaptureOver,
                until,
                Baselines.CapturePeriod,
                cancellationToken);
        if (series is null)
        {
            throw new PortException($"The metrics' normal ranges were not captured: {unreadable}");
        }

        var ranges = unstated.Select(m => Chosen(chosen, m) ?? Baselines.Capture(
            series.FirstOrDefault(s => s.Name == m.Name) ?? new Core.Metrics.MetricSeries(m.Name, [])));
        var baseline = new MetricBaseline(record.Open.Id, record.Now, EquatableList.From(ranges));
        var points = staged.Select(c => PointOf(record, c)).OfType<StateWrite>().ToList();
        await commit.CommitAsync(
            record,
            [key.Put(baseline, 0), .. points],
            new PhaseWishes([], [], Says(baseline, points.Count)),
            cancellationToken);
    }

    /// <summary>What a person measured in a window of their choice counts before the day before the pre-warm.</summary>
    private static CapturedRange? Chosen(MetricBaseline? chosen, PlanMetric metric) =>
        chosen?.Ranges.FirstOrDefault(r => r.Metric == metric.Name && r.Range is not null);

    private static IEnumerable<Component> Staged(CompiledPlan plan) =>
        plan.Components.Where(c => c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget
            && plan.Stages.Any(s => s.Goals.Any(g => g.Component == c.Name)));

    /// <summary>
    /// The restore point of a component that nobody of ours has raised yet. One that was captured when its floors were
    /// armed is renewed, unless such a floor has fired by itself already, or may just have: clocks differ.
    /// </summary>
    private static StateWrite.Put? PointOf(EventRecord record, Component component)
    {
        var facts = record.Facts(component);
        var key = StateKeys.Resource(component.Resource.Key);
        var (known, version) = record.Find(key);
        var resource = known ?? ResourceState.New(component.Resource.Key, record.Open.Id);
        if (facts.Bounds is not { } bounds || resource.InForce is not null || facts.IsLeasedAt(record.Now)
            || resource.Owner != record.Open.Id || resource.Armed.Any(a => a.At <= record.Now + ClocksDiffer))
        {
            return null;
        }

        var desired = facts.Seen?.Group?.Desired ?? bounds.Minimum;
        return key.Put(resource with { RestorePoint = new RestorePoint(bounds, desired, record.Now) }, version);
    }

    private static IReadOnlyList<Said> Says(MetricBaseline baseline, int points)
    {
        var ranges = baseline.Ranges.Select(r => r.Range is null ? r.Reason : $"{r.Metric} {r.Range}");
        var missing = baseline.Ranges.Any(r => r.Range is null);
        var text = $"captured {points} restore points"
            + (baseline.Ranges.Count == 0 ? "" : $" and the normal range of metrics: {string.Join("; ", ranges)}");

        // A metric without a range keeps the event from its end, so a person learns of it now rather than then.
        return [new Said(JournalKind.Progress, "baseline", text, Pages: missing)];
    }
}
