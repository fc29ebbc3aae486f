using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Application.PostMortems;

/// <summary>Reads all that is known of an event, page after page: nothing of it is left out for its size.</summary>
/// <param name="store">The state table.</param>
/// <param name="metrics">What CloudWatch measured; null where nothing is asked.</param>
public sealed class EventFactsReader(IStateStore store, IMetrics? metrics)
{
    /// <summary>Null when there is no such event.</summary>
    public async Task<EventFacts?> ReadAsync(EventId eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return null;
        }

        var inForce = StateKeys.Plan(eventId, head.PlanVersion);
        if ((await store.FindAsync(inForce, cancellationToken)).Value is not { } plan)
        {
            return null;
        }

        var facts = await OfStateAsync(plan, head, now, cancellationToken);
        return metrics is null
            ? facts
            : facts with { Measured = await new MeasurementReader(metrics).ReadAsync(plan, now, cancellationToken) };
    }

    private async Task<EventFacts> OfStateAsync(
        CompiledPlan plan,
        EventHead head,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (id, pk) = (plan.Event, StateKeys.EventPk(plan.Event));
        var issues = await store.ListAsync(pk, StateKeys.IssuePrefix, StateJson.Default.Issue, cancellationToken);
        var runs = await store.ListAsync(pk, StateKeys.RunPrefix, StateJson.Default.Run, cancellationToken);
        var alarms = await store.ListAsync(pk, StateKeys.AlarmPrefix, StateJson.Default.AlarmMemory, cancellationToken);
        var progress = await store.LoadAsync(
            cancellationToken,
            StateKeys.Stages(id).Address,
            StateKeys.Return(id).Address,
            StateKeys.Spend(id).Address,
            StateKeys.Baseline(id).Address);
        return new EventFacts(plan, head, now)
        {
            Journal = await JournalAsync(id, cancellationToken),
            Issues = [.. issues.Select(i => i.Value).OrderBy(i => i.OpenedAt)],
            Runs =
            [
                .. runs.Select(r => r.Value)
                    .OrderBy(r => r.CreatedAt)
                    .ThenBy(r => r.Id.Value, StringComparer.Ordinal),
            ],
            Alarms = [.. alarms.Select(a => a.Value)],
            Components = await ComponentsAsync(plan, cancellationToken),
            Stages = progress.Find(StateKeys.Stages(id)).Value,
            Return = progress.Find(StateKeys.Return(id)).Value,
            Spend = progress.Find(StateKeys.Spend(id)).Value,
            Baseline = progress.Find(StateKeys.Baseline(id)).Value,
            Contingencies = await ContingenciesAsync(store, plan, cancellationToken),
            Reports = await ReportsAsync(pk, cancellationToken),
        };
    }

    /// <summary>The plan's contingencies with what came of trying them.</summary>
    public static async Task<IReadOnlyList<ContingencyRecord>> ContingenciesAsync(
        IStateStore store,
        CompiledPlan plan,
        CancellationToken cancellationToken) =>
    [
        .. (await Drills.StatusAsync(store, plan, cancellationToken))
            .Select(s => new ContingencyRecord(s.Contingency, s.Record, s.Doubt)),
    ];

    private async Task<IReadOnlyList<JournalEntry>> JournalAsync(EventId id, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, StateKeys.JournalShards).Select(shard =>
            ShardAsync(StateKeys.JournalPk(id, shard), cancellationToken)));
        return
        [
            .. shards.SelectMany(s => s)
                .OrderBy(d => d.Address.Sk, StringComparer.Ordinal)
                .Select(d => StateView.Parse(d, new StateKey<JournalEntry>(d.Address, StateJson.Default.JournalEntry))),
        ];
    }

    private async Task<List<StateDocument>> ShardAsync(string pk, CancellationToken cancellationToken)
    {
        var found = new List<StateDocument>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(new StateQuery(pk, After: after), cancellationToken);
            found.AddRange(page.Documents);
            after = page.Next;
        }
        while (after is not null);

        return found;
    }

    private async Task<IReadOnlyList<ComponentRecord>> ComponentsAsync(
        CompiledPlan plan,
        CancellationToken cancellationToken)
    {
        var found = new List<ComponentRecord>();

        // One read takes a hundred addresses; a component has two.
        foreach (var chunk in plan.Components.Chunk(40))
        {
            var view = await store.LoadAsync(
                cancellationToken,
                [
                    .. chunk.Select(c => StateKeys.Resource(c.Resource.Key).Address).Distinct(),
                    .. chunk.Select(c => StateKeys.Component(plan.Event, c.Name).Address),
                ]);
            found.AddRange(chunk.Select(c => new ComponentRecord(
                c,
                view.Find(StateKeys.Component(plan.Event, c.Name)).Value,
                view.Find(StateKeys.Resource(c.Resource.Key)).Value is { } known && known.Owner == plan.Event
                    ? known
                    : null)));
        }

        return found;
    }

    /// <summary>Only the keys are read: what a report said is in its mail.</summary>
    private async Task<IReadOnlyList<string>> ReportsAsync(string pk, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(new StateQuery(pk, StateKeys.ReportPrefix, after), cancellationToken);
            found.AddRange(page.Documents.Select(d => d.Address.Sk[StateKeys.ReportPrefix.Length..]));
            after = page.Next;
        }
        while (after is not null);

        return found;
    }
}
