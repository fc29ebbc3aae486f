using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Phases;

/// <summary>What people decide in the return to normal: restore now or by force, keep, confirm, lift a hold.</summary>
public sealed partial class ReturnMoves(
    IStateStore store,
    OpenEvents events,
    JournalWriter journal,
    Ids ids,
    IRunDispatcher dispatcher,
    TimeProvider time)
{
    /// <summary>Scaling down begins now, without waiting for the metrics; what failed is tried again.</summary>
    public Task<MoveOutcome> RestoreAllAsync(EventId eventId, string who, CancellationToken cancellationToken) =>
        ChangeAsync(
            eventId,
            (at, progress) =>
            {
                var now = time.GetUtcNow();
                var again = progress.Restores.Select(r => r.State == RestoreState.Failed
                    ? r with { State = RestoreState.Pending, Run = null, Reason = $"tried again for {who}" }
                    : r);
                var next = progress with
                {
                    Technical = progress.Technical == ReturnState.Done
                        ? ReturnState.Verifying
                        : ReturnState.ScalingDown,
                    Since = now,
                    Restores = EquatableList.From(again),
                    Verdict = ReturnVerdict.ScalesDown,
                    Reason = $"started by {who}, without waiting for the metrics",
                };
                return Accept(at, next, "restore", next.Reason, who);
            },
            cancellationToken);

    /// <summary>One component now; by force when a reason is given.</summary>
    public Task<MoveOutcome> RestoreAsync(
        EventId eventId,
        ComponentName component,
        string? forced,
        string who,
        CancellationToken cancellationToken) =>
        ChangeAsync(eventId, (at, progress) => Restore(at, progress, component, forced, who), cancellationToken);

    /// <summary>A component stays as it is, because a person says so.</summary>
    public Task<MoveOutcome> KeepAsync(
        EventId eventId,
        ComponentName component,
        string reason,
        string who,
        CancellationToken cancellationToken) =>
        ChangeAsync(eventId, (at, progress) => Keep(at, progress, component, reason, who), cancellationToken);

    /// <summary>An item of the operational branch is done.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="item">Its words, or its number as status shows it.</param>
    /// <param name="who">Who confirms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<MoveOutcome> ConfirmAsync(
        EventId eventId,
        string item,
        string who,
        CancellationToken cancellationToken) =>
        ChangeAsync(eventId, (at, progress) => Confirm(at, progress, item, who), cancellationToken);

    /// <summary>Lifts the hold on a component.</summary>
    public async Task<MoveOutcome> ResumeAsync(
        EventId eventId,
        ComponentName component,
        string reason,
        string who,
        CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return EventMoves.Unknown(eventId);
        }

        var key = StateKeys.Component(eventId, component);
        var (state, version) = await store.FindAsync(key, cancellationToken);
        if (state?.Hold is not { } hold)
        {
            return new MoveOutcome.Refused($"component {component} of event {eventId} is not on hold", "nothing to do");
        }

        var words = $"the hold on component {component} is lifted by {who}: {reason}; it was: {hold.Reason}";
        StateWrite[] writes =
        [
            key.Put(state with { Hold = null }, version),
            journal.Line(Line(eventId, "resume", words, who, component)),
        ];
        return await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved
            ? new MoveOutcome.Done(head, words)
            : Raced(eventId);
    }

    private ReturnAnswer Keep(
        ReturnAt at,
        ReturnProgress progress,
        ComponentName name,
        string reason,
        string who)
    {
        var record = progress.Find(name);
        if (record is null)
        {
            return No($"event {at.Head.Event} has no component {name}", "see readiness status");
        }

        var component = at.Plan.FindComponent(name);
        var resource = component is null ? null : at.Resource(component);
        if (record.State == RestoreState.Running || resource?.Lease is { } lease && time.GetUtcNow() < lease.ExpiresAt)
        {
            return No($"a run is at work on component {name}", "wait until it is over, then try again");
        }

        if (resource is { Pages: [var page, ..] })
        {
            return No(
                $"{page} of ours is up on component {name}, and no page outlives the event",
                $"take it off with readiness restore traffic --event {at.Head.Event} --component {name} --reason TEXT");
        }

        var words = $"component {name} is kept as it is by {who}: {reason}";
        var answer = Accept(
            at,
            progress.With(record with { State = RestoreState.Kept, KeptBy = who, Reason = words }),
            "keep",
            words,
            who,
            name);
        return resource is null ? answer : answer with
        {
            Also = StateKeys.Resource(resource.Resource).Put(
                resource.Restored(),
                at.View.Find(StateKeys.Resource(resource.Resource)).Version),
        };
    }

    private ReturnAnswer Confirm(ReturnAt at, ReturnProgress progress, string item, string who)
    {
        var items = progress.Operational;
        var index = int.TryParse(item, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number - 1
            : items.Select(o => o.Item).ToList().FindIndex(o => o.Equals(item, StringComparison.OrdinalIgnoreCase));
        if (index < 0 || index >= items.Count)
        {
            var known = string.Join(", ", items.Select((o, i) => $"{i + 1} \"{o.Item}\""));
            return No(
                $"the return to normal of event {at.Head.Event} has no item {item}",
                known.Length == 0 ? "its plan names no operational items" : $"name one of: {known}");
        }

        if (items[index].ConfirmedBy is { } earlier)
        {
            return No($"\"{items[index].Item}\" was confirmed by {earlier} already", "nothing to do");
        }

        var done = items[index] with { ConfirmedBy = who, ConfirmedAt = time.GetUtcNow() };
        var next = progress with { Operational = items.With(index, done) };
        return Accept(at, next, "confirm", $"\"{done.Item}\" is confirmed by {who}", who);
    }

    private async Task<MoveOutcome> ChangeAsync(
        EventId eventId,
        Func<ReturnAt, ReturnProgress, ReturnAnswer> decide,
        CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return EventMoves.Unknown(eventId);
        }

        if (head.Phase != Phase.Cooldown)
        {
            return new MoveOutcome.Refused(
                $"event {eventId} is {head.Phase}; the return to normal belongs to Cooldown",
                head.Phase == Phase.Live
                    ? $"begin it now with: readiness event forward --event {eventId} --phase cooldown --reason TEXT"
                    : "see readiness status");
        }

        var plan = await events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        var key = StateKeys.Return(eventId);
        var view = await store.LoadAsync(
            cancellationToken,
            [key.Address, .. plan.Components.Select(c => StateKeys.Resource(c.Resource.Key).Address)]);
        var (progress, version) = view.Find(key);
        if (progress is null)
        {
            return new MoveOutcome.Refused(
                $"the return to normal of event {eventId} has not begun",
                "Clock begins it within a minute; try again then");
        }

        var answer = decide(new ReturnAt(head, plan, view), progress);
        if (answer.Refusal is { } refusal)
        {
            return refusal;
        }

        StateWrite[] writes =
        [
            key.Put(answer.Next!, version),
            journal.Line(answer.Line!),
            .. answer.Also is { } also ? (StateWrite[])[also] : [],
            .. answer.Run is { } run
                ? (StateWrite[])[StateKeys.Run(run.Event, run.Id).Put(run, 0, run.DueAt)]
                : [],
        ];
        if (await store.CommitAsync(writes, cancellationToken) is not SaveOutcome.Saved)
        {
            return Raced(eventId);
        }

        if (answer.Run is { } started)
        {
            await dispatcher.DispatchAsync(eventId, started.Id, cancellationToken);
        }

        return new MoveOutcome.Done(head, answer.Line!.Reason);
    }

    private ReturnAnswer Accept(
        ReturnAt at,
        ReturnProgress next,
        string verdict,
        string words,
        string who,
        ComponentName? component = null) =>
        new(null, next, Line(at.Head.Event, verdict, words, who, component));

    private static ReturnAnswer No(string reason, string next) => new(new MoveOutcome.Refused(reason, next), null, null);

    private static MoveOutcome.Refused Raced(EventId eventId) => new(
        $"event {eventId} was changed by Clock or someone else at the same moment",
        "look with readiness status, then try again");

    private JournalEntry Line(EventId eventId, string verdict, string reason, string who, ComponentName? component) =>
        new(eventId, time.GetUtcNow(), JournalKind.Person, verdict, reason, component, Cause: who);
}
