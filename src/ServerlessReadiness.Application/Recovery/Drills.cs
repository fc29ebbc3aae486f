using System.Collections.Frozen;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Recovery;

/// <summary>Starts drills of contingencies, records what rehearsals came to, and tells how each one stands.</summary>
public sealed class Drills(
    IStateStore store,
    OpenEvents events,
    RunStarter starter,
    JournalWriter journal,
    IRunDispatcher dispatcher,
    TimeProvider time)
{
    private static readonly FrozenDictionary<string, string> NothingGiven = FrozenDictionary<string, string>.Empty;

    /// <summary>Runs the contingency's runbook in the account; Clock measures it and goes back.</summary>
    public async Task<MoveOutcome> StartAsync(
        EventId eventId,
        string name,
        string reason,
        string who,
        CancellationToken cancellationToken)
    {
        var open = (await events.ListAsync(cancellationToken, fresh: true)).FirstOrDefault(o => o.Id == eventId);
        if (open is null)
        {
            return EventMoves.Unknown(eventId);
        }

        if (ContingencyPlan.Of(open.Plan, name) is not { } contingency)
        {
            var known = string.Join(", ", open.Plan.Contingencies.Select(c => c.Name));
            return new MoveOutcome.Refused(
                $"event {eventId} has no contingency \"{name}\"",
                known.Length == 0 ? "add it to the plan below contingencies" : $"name one of: {known}");
        }

        var key = StateKeys.Drill(eventId, name);
        var (known_, version) = await store.FindAsync(key, cancellationToken);
        var record = known_ ?? DrillRecord.New(eventId, name);
        if (record.UnderWay is { } other)
        {
            return new MoveOutcome.Refused(
                $"a drill of {name} is under way since {other.StartedAt:u}",
                $"see readiness drill --event {eventId}");
        }

        var fingerprint = ContingencyFingerprint.Of(open.Plan, contingency);
        var started = await starter.StartAsync(
            open,
            new RunStart(
                contingency.Contingency.Runbook,
                contingency.Component.Name,
                new RunTrigger.ByOperator(who),
                $"drill of contingency {name}: {reason}",
                NothingGiven,
                null)
            {
                // Committed with the run: a drill whose run starts is measured, and one that is not started has none.
                With = run => [key.Put(record with { UnderWay = Begun(run, who, reason, fingerprint) }, version)],
            },
            cancellationToken);
        if (started.Run is not { } begun)
        {
            return new MoveOutcome.Refused(started.Reason, $"see readiness status --event {eventId}");
        }

        await dispatcher.DispatchAsync(eventId, begun.Id, cancellationToken);
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value!;
        return new MoveOutcome.Done(
            head,
            $"drill of {name} started as run {begun.Id}; its target is {contingency.Contingency.RecoveryTime}");
    }

    /// <summary>Keeps what a rehearsal of a plan came to, as of that plan.</summary>
    public async Task RecordAsync(
        EventId eventId,
        CompiledPlan rehearsed,
        IReadOnlyList<ContingencyResult> results,
        string who,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        foreach (var result in results)
        {
            if (ContingencyPlan.Of(rehearsed, result.Name) is { } contingency)
            {
                await RecordAsync(eventId, rehearsed, contingency, result, who, cancellationToken);
            }
        }
    }

    /// <summary>How each contingency of a plan stands.</summary>
    public static async Task<IReadOnlyList<ContingencyStatus>> StatusAsync(
        IStateStore store,
        CompiledPlan plan,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Contingencies.Count == 0)
        {
            return [];
        }

        var view = await store.LoadAsync(
            cancellationToken,
            [.. plan.Contingencies.Select(c => StateKeys.Drill(plan.Event, c.Name).Address)]);
        return
        [
            .. plan.Contingencies.Select(c =>
            {
                var record = view.Find(StateKeys.Drill(plan.Event, c.Name)).Value;
                return new ContingencyStatus(
                    c,
                    record,
                    ContingencyPlan.Of(plan, c.Name) is { } resolved
                        ? DrillRecord.Doubt(record, ContingencyFingerprint.Of(plan, resolved))
                        : "the plan has not what it runs");
            }),
        ];
    }

    private static DrillUnderWay Begun(Run run, string who, string reason, string fingerprint) =>
        new(run.Id, run.CreatedAt, who, reason, run.PlanVersion, fingerprint, null, null);

    private async Task RecordAsync(
        EventId eventId,
        CompiledPlan rehearsed,
        ContingencyPlan contingency,
        ContingencyResult result,
        string who,
        CancellationToken cancellationToken)
    {
        const int AttemptsMax = 5;
        var key = StateKeys.Drill(eventId, result.Name);
        var now = time.GetUtcNow();
        var words = result.Measured is { } took
            ? $"rehearsed: service was back after {took}; the target is {result.Target}"
            : $"rehearsed: service did not come back; the target is {result.Target}";
        var kept = new DrillResult(
            now,
            DrillKind.Rehearsal,
            who,
            0,
            ContingencyFingerprint.Of(rehearsed, contingency),
            result.Measured,
            result.Target,
            result.Holds,
            words);
        for (var i = 0; i < AttemptsMax; i++)
        {
            var (known, version) = await store.FindAsync(key, cancellationToken);
            var next = (known ?? DrillRecord.New(eventId, result.Name)).With(kept);
            var line = new JournalEntry(
                eventId,
                now,
                JournalKind.Person,
                result.Holds ? "rehearsal holds" : "rehearsal fails",
                $"contingency {result.Name}: {words}",
                contingency.Component.Name,
                Cause: who);
            StateWrite[] writes = [key.Put(next, version), journal.Line(line)];
            if (await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved)
            {
                return;
            }
        }
    }
}
