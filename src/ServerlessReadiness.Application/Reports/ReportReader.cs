using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Reports;

/// <summary>
/// Reads what a report tells. Each part by itself: what cannot be read is named in the report and keeps no other part
/// out of it.
/// </summary>
public sealed class ReportReader(IStateStore store, World world, WorldReader worldReader, JournalReader journal)
{
    private const int LinesMax = 3_000;

    /// <summary>The newest and the one before, for what has changed.</summary>
    private const int ReviewsTold = 2;

    private static readonly TimeSpan CountPeriod = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan EndedWithin = TimeSpan.FromHours(1);

    public Task<ReportFacts> ReadAsync(
        CompiledPlan plan,
        EventHead head,
        Report? last,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        ReadAsync(plan, head, last, now, ReportReach.OfReport, cancellationToken);

    public async Task<ReportFacts> ReadAsync(
        CompiledPlan plan,
        EventHead head,
        Report? last,
        DateTimeOffset now,
        ReportReach reach,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reach);
        var unseen = new List<Unseen>();
        var facts = new ReportFacts(plan, head, now) { Last = last };
        var stored = StoredAsync(facts, unseen, cancellationToken);
        var seen = ComponentsAsync(plan, unseen, cancellationToken);
        var lines = TryAsync("journal", unseen, () => LinesAsync(facts, reach, cancellationToken));
        var unreadable = TryAsync(
            "journal of unreadable signals",
            unseen,
            () => journal.SinceAsync(JournalWriter.Unassigned, facts.Since, LinesMax, cancellationToken));
        var present = MetricsAsync(
            plan.Metrics, now - reach.Metrics, now, Baselines.PresentPeriod, unseen, cancellationToken);
        var counted = MetricsAsync(
            Counting(plan), Floor(facts.Since), Floor(now), CountPeriod, unseen, cancellationToken);
        await Task.WhenAll(stored, seen, lines, unreadable, present, counted);
        var (journalLines, isCut) = await lines;
        if (isCut)
        {
            Note(unseen, new Unseen("journal", $"more than {LinesMax} lines since {facts.Since:u}; the newest are told"));
        }

        facts = await stored;
        return facts with
        {
            Components = Together(facts, await seen),
            Journal = journalLines ?? [],
            Unreadable = (await unreadable).Lines?.Count(l => l.Kind == JournalKind.Unreadable) ?? 0,
            Present = await present,
            Counted = await counted,
            Unseen = [.. unseen.OrderBy(u => u.What, StringComparer.Ordinal)],
        };
    }

    /// <summary>What the table alone tells, without looking at the account.</summary>
    public async Task<ReportFacts> ReadStoredAsync(
        CompiledPlan plan,
        EventHead head,
        DateTimeOffset now,
        int newestLines,
        CancellationToken cancellationToken)
    {
        var unseen = new List<Unseen>();
        var facts = new ReportFacts(plan, head, now);
        var stored = StoredAsync(facts, unseen, cancellationToken);
        var states = StatesAsync(plan, unseen, cancellationToken);
        var lines = journal.NewestAsync(plan.Event, newestLines, cancellationToken);
        await Task.WhenAll(stored, states, lines);
        var view = await states;
        return (await stored) with
        {
            Components = Together(facts, [.. plan.Components.Select(_ => (view, (Observation?)null))]),
            Journal = await lines,
            Unseen = unseen,
        };
    }

    private async Task<(IReadOnlyList<JournalEntry> Lines, bool IsCut)> LinesAsync(
        ReportFacts facts,
        ReportReach reach,
        CancellationToken cancellationToken) => reach.NewestLines is { } newest
        ? (await journal.NewestAsync(facts.Plan.Event, newest, cancellationToken), false)
        : await journal.SinceAsync(facts.Plan.Event, facts.Since, LinesMax, cancellationToken);

    /// <summary>Everything that is in the table.</summary>
    private async Task<ReportFacts> StoredAsync(
        ReportFacts facts,
        List<Unseen> unseen,
        CancellationToken cancellationToken)
    {
        var (plan, id) = (facts.Plan, facts.Plan.Event);
        var pk = StateKeys.EventPk(id);
        var documents = TryAsync("event's progress", unseen, async () => await store.LoadAsync(
            cancellationToken,
            [
                StateKeys.Stages(id).Address,
                StateKeys.Return(id).Address,
                StateKeys.Spend(id).Address,
                StateKeys.Baseline(id).Address,
            ]));
        var issues = TryAsync("issues", unseen, () =>
            store.ListAsync(pk, StateKeys.IssuePrefix, StateJson.Default.Issue, cancellationToken));
        var alarms = TryAsync("alarms", unseen, () =>
            store.ListAsync(pk, StateKeys.AlarmPrefix, StateJson.Default.AlarmMemory, cancellationToken));
        var runs = TryAsync("runs", unseen, () =>
            store.ListAsync(pk, StateKeys.RunPrefix, StateJson.Default.Run, cancellationToken));
        var contingencies = TryAsync("contingencies", unseen, () => ContingenciesAsync(plan, cancellationToken));
        var reviews = facts.Head.Phase is Phase.Scheduled or Phase.Prewarm
            ? TryAsync("reviews", unseen, () => ReviewTrend.NewestAsync(store, id, ReviewsTold, cancellationToken))
            : Task.FromResult<IReadOnlyList<ReviewSummary>?>([]);
        await Task.WhenAll(documents, issues, alarms, runs, contingencies, reviews);
        var view = await documents;
        return facts with
        {
            Stages = view?.Find(StateKeys.Stages(id)).Value?.For(plan.Stages),
            Return = view?.Find(StateKeys.Return(id)).Value,
            Spend = view?.Find(StateKeys.Spend(id)).Value,
            Baseline = view?.Find(StateKeys.Baseline(id)).Value,
            Issues = [.. (await issues ?? []).Select(i => i.Value)],
            Firing = [.. (await alarms ?? []).Select(a => a.Value).Where(a => a.State == AlarmStateValue.Alarm)],
            Runs = [.. (await runs ?? []).Select(r => r.Value).Where(r => !r.IsOver)],
            Ended = [.. (await runs ?? []).Select(r => r.Value).Where(r => r.EndedAt > facts.Now - EndedWithin)],
            Contingencies = await contingencies ?? [],
            Reviews = await reviews ?? [],
        };
    }

    /// <summary>What is remembered of the components, and what they look like now.</summary>
    private async Task<IReadOnlyList<(StateView? State, Observation? Seen)>> ComponentsAsync(
        CompiledPlan plan,
        List<Unseen> unseen,
        CancellationToken cancellationToken)
    {
        var states = StatesAsync(plan, unseen, cancellationToken);
        var seen = await Task.WhenAll(plan.Components.Select(async c =>
        {
            if (c.Resource is not (Resource.AutoScalingGroup or Resource.ScalableTarget))
            {
                return null;
            }

            var observation = await worldReader.ObserveAsync(
                c, null, ObservationNeeds.Capacity, null, cancellationToken);
            if (observation.Unreadable is { } why)
            {
                Note(unseen, new Unseen(c.Resource.Label, why));
            }

            return observation;
        }));
        var view = await states;
        return [.. seen.Select(s => (view, s))];
    }

    private Task<StateView?> StatesAsync(
        CompiledPlan plan,
        List<Unseen> unseen,
        CancellationToken cancellationToken) =>
        TryAsync("components", unseen, async () => await store.LoadAsync(
            cancellationToken,
            [
                .. plan.Components.Select(c => StateKeys.Component(plan.Event, c.Name).Address),
                .. plan.Components.Select(c => StateKeys.Resource(c.Resource.Key).Address),
            ]));

    private static IReadOnlyList<ComponentReading> Together(
        ReportFacts facts,
        IReadOnlyList<(StateView? State, Observation? Seen)> read) =>
    [
        .. facts.Plan.Components.Zip(read, (component, r) => new ComponentReading(
            component,
            r.State?.Find(StateKeys.Component(facts.Plan.Event, component.Name)).Value,
            r.State?.Find(StateKeys.Resource(component.Resource.Key)).Value,
            r.Seen?.Group?.Serving,
            r.Seen?.Group?.Bounds ?? r.Seen?.Target?.Bounds)),
    ];

    private async Task<IReadOnlyList<ReportedContingency>> ContingenciesAsync(
        CompiledPlan plan,
        CancellationToken cancellationToken) =>
    [
        .. (await Drills.StatusAsync(store, plan, cancellationToken)).Select(c => new ReportedContingency(
            c.Contingency.Name,
            c.Contingency.Scenario,
            c.Contingency.RecoveryTime,
            c.Record?.Last?.Measured,
            c.Doubt)),
    ];

    /// <summary>Metrics wherever they are; a place that does not answer keeps no other's out.</summary>
    private async Task<IReadOnlyList<MetricSeries>> MetricsAsync(
        IEnumerable<PlanMetric> metrics,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        List<Unseen> unseen,
        CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(metrics
            .GroupBy(m => new Location(m.Account, m.Region))
            .Select(g => TryAsync(
                $"metrics {string.Join(", ", g.Select(m => m.Name))}",
                unseen,
                () => world.Metrics.ReadAsync(g.Key, [.. g], from, until, period, cancellationToken))));
        return [.. read.SelectMany(r => r ?? [])];
    }

    private static IEnumerable<PlanMetric> Counting(CompiledPlan plan) =>
        plan.Metrics.Where(m => m.Name == plan.Reports.Requests || m.Name == plan.Reports.Failed);

    /// <summary>Whole periods, so that no minute is counted twice or never.</summary>
    private static DateTimeOffset Floor(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % CountPeriod.Ticks), TimeSpan.Zero);

    /// <summary>The parts are read side by side.</summary>
    private static void Note(List<Unseen> unseen, Unseen one)
    {
        lock (unseen)
        {
            unseen.Add(one);
        }
    }

    private static async Task<T?> TryAsync<T>(string what, List<Unseen> unseen, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (PortException e)
        {
            Note(unseen, new Unseen(what, e.Message));
            return default;
        }
    }
}
