using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Starts runbooks for operators, ladders and contingencies: checks all that an alarm's start checks, and commits the
/// run with its journal line and its part of the budget. It performs nothing: the caller hands the run to Executor.
/// </summary>
public sealed class RunStarter(IStateStore store, OpenEvents events, JournalWriter journal, Ids ids, TimeProvider time)
{
    private const int AttemptsMax = 5;
    private static readonly TimeSpan RaceWait = TimeSpan.FromMilliseconds(20);

    /// <returns>The run, or why there is none; a refusal is journalled.</returns>
    public async Task<RunStarted> StartAsync(OpenEvent open, RunStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(start);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var now = time.GetUtcNow();
            var head = (await store.FindAsync(StateKeys.Head(open.Id), cancellationToken)).Value;
            if (head is null)
            {
                return new RunStarted(null, $"event {open.Id} has no head; apply its plan again");
            }

            // The plan in force decides, also where the caller's listing is a few seconds behind.
            var plan = await events.PlanAsync(open.Id, head.PlanVersion, cancellationToken);
            var ladder = await LadderAsync(open.Id, start, cancellationToken);
            var (order, problem) = RunOrder.Of(plan, start, ladder);
            if (order is null || problem is not null)
            {
                return await RefuseAsync(open.Id, start, problem!, now, cancellationToken);
            }

            var view = await ReadAsync(open.Id, order, cancellationToken);
            if (order.Ladder is { } move && LadderOf(view, open.Id, start) != move.From)
            {
                // It was climbed or came down in between: what comes next is another level.
                continue;
            }

            if ((Mode(head, start) ?? Obstacle(open.Id, plan, order, view, now)) is { } obstacle)
            {
                return await RefuseAsync(open.Id, start, obstacle, now, cancellationToken);
            }

            var spent = Spent(open.Id, order, view, now);
            if (spent is not null && start.Trigger is not RunTrigger.ByOperator)
            {
                return await RefuseAsync(open.Id, start, spent, now, cancellationToken);
            }

            var said = spent is null ? start.Reason : $"{start.Reason}; started by a person although {spent}";
            var run = Begin(open.Id, head, order, start, said, now);
            var writes = Writes(run, order, start, view, now);
            if (await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved)
            {
                return new RunStarted(run, $"runbook {run.Runbook} started on component {run.Component}: {said}");
            }

            await Task.Delay(RaceWait * attempt, time, cancellationToken);
        }

        throw new PortException(
            PortFailure.Unavailable,
            $"Starting runbook {start.Runbook} on component {start.Component} lost {AttemptsMax} races in a row; ask "
            + "again.");
    }

    /// <summary>The records of every component that the runbook acts on.</summary>
    private Task<StateView> ReadAsync(EventId eventId, RunOrder order, CancellationToken cancellationToken) =>
        store.LoadAsync(
            cancellationToken,
            [
                .. order.Components.Select(c => StateKeys.Resource(c.Resource.Key).Address).Distinct(),
                .. order.Components.Select(c => StateKeys.Component(eventId, c.Name).Address),
            ]);

    /// <summary>A ladder's state; its ground for whatever moves no ladder.</summary>
    private async Task<LadderState> LadderAsync(EventId eventId, RunStart start, CancellationToken cancellationToken) =>
        LadderRunbooks.IsLadders(start.Runbook)
            ? LadderOf(
                await store.LoadAsync(cancellationToken, StateKeys.Component(eventId, start.Component).Address),
                eventId,
                start)
            : LadderState.Ground;

    private static LadderState LadderOf(StateView view, EventId eventId, RunStart start) =>
        view.Find(StateKeys.Component(eventId, start.Component)).Value?.Ladder ?? LadderState.Ground;

    private static string? Mode(EventHead head, RunStart start) => head switch
    {
        { Mode: AutomationMode.Paused } => $"automation of event {head.Event} is paused ({head.ModeReason}); resume it "
            + "first",
        { Mode: AutomationMode.Observe } =>
            $"observing: runbook {start.Runbook} would start on component {start.Component}; set the mode to act first",
        { Phase: Phase.Closed or Phase.Cancelled } => $"event {head.Event} is {head.Phase}; nothing starts any more",
        _ => null,
    };

    private static string? Obstacle(
        EventId eventId,
        CompiledPlan plan,
        RunOrder order,
        StateView view,
        DateTimeOffset now)
    {
        foreach (var component in order.Components)
        {
            var resource = view.Find(StateKeys.Resource(component.Resource.Key)).Value;
            var hold = view.Find(StateKeys.Component(eventId, component.Name)).Value?.Hold;
            var isFirst = component.Name == order.First.Name;
            var obstacle = resource switch
            {
                { Owner: var owner } when owner != eventId =>
                    $"{component.Resource.Label} belongs to event {owner}; one of the two plans must let it go",
                _ when hold is not null && hold.IsInForce(now) =>
                    $"component {component.Name} is on hold: {hold.Reason}; lift the hold first",
                _ when Freezes.Forbidding(plan.Freezes, component.Name, order.ClassOn(component.Name), now) is
                    { } freeze => $"freeze \"{freeze.Name}\" of the plan forbids {order.ClassOn(component.Name)} on "
                        + $"component {component.Name} until {freeze.Until:u}",

                // Where it begins it must be able to act; elsewhere it waits when it comes there.
                { Lease: { } lease } when isFirst && now < lease.ExpiresAt =>
                    $"run {lease.Holder} is at work on {component.Resource.Label} until {lease.ExpiresAt:u}; wait for "
                    + "it, or abort it",
                _ => null,
            };
            if (obstacle is not null)
            {
                return obstacle;
            }
        }

        return null;
    }

    private static string? Spent(EventId eventId, RunOrder order, StateView view, DateTimeOffset now) =>
        BudgetUse.Refusal(
            order.Component,
            view.Find(StateKeys.Component(eventId, order.Component.Name)).Value,
            order.Class,
            now);

    private Run Begin(
        EventId eventId,
        EventHead head,
        RunOrder order,
        RunStart start,
        string said,
        DateTimeOffset now) =>
        Run.Start(
            eventId,
            ids.Next(),
            order.Runbook,
            order.Component.Name,
            order.Instance,
            head.PlanVersion,
            start.Trigger,
            now) with
        {
            Reason = said,
            Parameters = order.Parameters,
        };

    private List<StateWrite> Writes(
        Run run,
        RunOrder order,
        RunStart start,
        StateView view,
        DateTimeOffset now)
    {
        var line = Line(run.Event, start, "Starts", run.Reason, now) with { Run = run.Id };
        List<StateWrite> writes =
        [
            StateKeys.Run(run.Event, run.Id).Put(run, 0, run.DueAt),
            journal.Line(line),
            .. start.With(run),
        ];
        if (order.Class != ActionClass.None)
        {
            // The conditional write of the budget also lets only one of two starts at once go through.
            var key = StateKeys.Component(run.Event, order.Component.Name);
            var (state, version) = view.Find(key);
            var alarm = start.Trigger is RunTrigger.ByAlarm byAlarm ? byAlarm.Alarm : (Core.Alarms.AlarmId?)null;
            var spend = new Spend(order.Class, now, run.Id, order.Instance, alarm, []);
            var known = state ?? ComponentState.New(order.Component.Name);
            known = order.Ladder is { } move
                ? known with { Ladder = move.Begin(run.Id, run.Reason, now) }
                : known;
            writes.Add(key.Put(known.Spent(spend, order.Component), version));
        }

        return writes;
    }

    private async Task<RunStarted> RefuseAsync(
        EventId eventId,
        RunStart start,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await journal.RecordAsync(Line(eventId, start, "Refused", reason, now), cancellationToken);
        return new RunStarted(null, reason);
    }

    private static JournalEntry Line(
        EventId eventId,
        RunStart start,
        string verdict,
        string reason,
        DateTimeOffset now) => new(
        eventId,
        now,
        JournalKind.Decision,
        $"{verdict}: runbook {start.Runbook}",
        reason,
        start.Component,
        start.Trigger is RunTrigger.ByAlarm byAlarm ? byAlarm.Alarm : null,
        null,
        start.Trigger.Describe());
}
