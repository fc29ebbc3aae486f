using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Plans;
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
    private const int SaveAttemptsMax = 5;
    private const int DifferencesShownMax = 3;

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
                RunbookBinding.NothingGiven,
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

    /// <summary>Why what a rehearsal of the plan comes to is not kept; null when it may be.</summary>
    public async Task<MoveOutcome.Refused?> WhyNotRecordAsync(
        CompiledPlan rehearsed,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rehearsed);
        return (await InForceAsync(rehearsed, cancellationToken)).Refusal;
    }

    /// <summary>Keeps what a rehearsal of the plan in force came to. Of another plan it would prove nothing.</summary>
    public async Task<MoveOutcome> RecordAsync(
        CompiledPlan rehearsed,
        IReadOnlyList<ContingencyResult> results,
        string who,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rehearsed);
        ArgumentNullException.ThrowIfNull(results);
        var (head, refusal) = await InForceAsync(rehearsed, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var kept = 0;
        foreach (var result in results)
        {
            if (ContingencyPlan.Of(rehearsed, result.Name) is { } contingency)
            {
                if (!await RecordAsync(head!, rehearsed, contingency, result, who, cancellationToken))
                {
                    return new MoveOutcome.Refused(
                        $"what is known of contingency {result.Name} was changed by others {SaveAttemptsMax} times at the "
                        + "same moment",
                        $"see readiness drill --event {rehearsed.Event}, then rehearse again");
                }

                kept++;
            }
        }

        return new MoveOutcome.Done(
            head!,
            $"the rehearsal of {kept} {(kept == 1 ? "contingency" : "contingencies")} is recorded for plan version "
            + $"{head!.PlanVersion}");
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

    private async Task<(EventHead? Head, MoveOutcome.Refused? Refusal)> InForceAsync(
        CompiledPlan rehearsed,
        CancellationToken cancellationToken)
    {
        var id = rehearsed.Event;
        if ((await store.FindAsync(StateKeys.Head(id), cancellationToken)).Value is not { } head)
        {
            return (null, EventMoves.Unknown(id));
        }

        if (rehearsed.Contingencies.Count == 0)
        {
            return (head, new MoveOutcome.Refused(
                $"the plan of event {id} has no contingencies, so there is nothing to record",
                "rehearse without --record, or add contingencies to the plan and apply it"));
        }

        var inForce = await events.PlanAsync(id, head.PlanVersion, cancellationToken);
        var others = PlanDifferences.Between(inForce, rehearsed);
        return others.Count == 0 ? (head, null) : (head, new MoveOutcome.Refused(
            $"the plan in force of event {id}, version {head.PlanVersion}, is not the one that is rehearsed: "
            + string.Join(", ", others.Take(DifferencesShownMax))
            + (others.Count > DifferencesShownMax ? $" and {others.Count - DifferencesShownMax} more" : ""),
            $"apply it first, or rehearse the one in force: readiness plan show --event {id} --compiled > in-force.json"));
    }

    private static DrillUnderWay Begun(Run run, string who, string reason, string fingerprint) =>
        new(run.Id, run.CreatedAt, who, reason, run.PlanVersion, fingerprint, null, null);

    private async Task<bool> RecordAsync(
        EventHead head,
        CompiledPlan rehearsed,
        ContingencyPlan contingency,
        ContingencyResult result,
        string who,
        CancellationToken cancellationToken)
    {
        var eventId = head.Event;
        var key = StateKeys.Drill(eventId, result.Name);
        var now = time.GetUtcNow();
        var words = (result.Measured is { } took
            ? $"rehearsed: service was back after {took}; the target is {result.Target}"
            : $"rehearsed: service did not come back; the target is {result.Target}")
            + (result.But is { } but ? $"; {but}" : "");
        var kept = new DrillResult(
            now,
            DrillKind.Rehearsal,
            who,
            head.PlanVersion,
            ContingencyFingerprint.Of(rehearsed, contingency),
            result.Measured,
            result.Target,
            result.Holds,
            words);
        for (var i = 0; i < SaveAttemptsMax; i++)
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
                return true;
            }
        }

        return false;
    }
}
