using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Checks;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// A person moves an event: later, sooner, longer, or not at all. A move is a new plan version, so journal, diff and
/// rollback know it; it is acknowledged only once nothing is armed for the old instants.
/// </summary>
public sealed class EventMoves(
    IStateStore store,
    OpenEvents events,
    PlanApply plans,
    JournalWriter journal,
    Ids ids,
    IRunDispatcher dispatcher,
    TimeProvider time)
{
    private readonly Rearm _rearm = new(store, ids, dispatcher, time);

    /// <summary>The whole event later; until it is live.</summary>
    public Task<MoveOutcome> PostponeAsync(
        EventId eventId,
        TimeSpan by,
        string who,
        CancellationToken cancellationToken) => MoveAsync(
        eventId,
        who,
        (head, _) => head.Phase is Phase.Scheduled or Phase.Prewarm
            ? null
            : new MoveOutcome.Refused(
                $"event {eventId} is {head.Phase}, so it cannot begin later",
                "make it last longer with readiness event extend, or end it with readiness event cancel"),
        (plan, _) => PlanShift.Postpone(plan, by),
        plan => $"postponed by {by}; Live starts at {plan.Schedule.Live:u}",
        cancellationToken);

    /// <summary>The next phases sooner: now.</summary>
    public Task<MoveOutcome> BringForwardAsync(
        EventId eventId,
        Phase phase,
        string who,
        CancellationToken cancellationToken) => MoveAsync(
        eventId,
        who,
        (head, _) => MayComeNext(head.Phase, phase)
            ? null
            : new MoveOutcome.Refused(
                $"event {eventId} is {head.Phase}, from where {phase} cannot be brought forward",
                "name a phase that follows: Prewarm or Live before it is live, Cooldown when live, Closed in cooldown"),
        (plan, now) => PlanShift.BringForward(plan, phase, now),
        _ => $"{phase} is brought forward and starts within a minute",
        cancellationToken);

    /// <summary>A later end; until Live is over.</summary>
    public Task<MoveOutcome> ExtendAsync(
        EventId eventId,
        TimeSpan by,
        string who,
        CancellationToken cancellationToken) => MoveAsync(
        eventId,
        who,
        (head, _) => head.Phase is Phase.Scheduled or Phase.Prewarm or Phase.Live
            ? null
            : new MoveOutcome.Refused(
                $"event {eventId} is {head.Phase}: there is nothing left to extend",
                "apply a plan with a new event id"),
        (plan, _) => PlanShift.Extend(plan, by),
        plan => $"extended by {by}; Cooldown starts at {plan.Schedule.Cooldown:u}",
        cancellationToken);

    /// <summary>Ends the event: disarmed first, then back to normal at once, without waiting for metrics.</summary>
    public async Task<MoveOutcome> CancelAsync(
        EventId eventId,
        string reason,
        string who,
        CancellationToken cancellationToken)
    {
        var (head, _, plan) = await LoadAsync(eventId, cancellationToken);
        if (head is null || plan is null)
        {
            return Unknown(eventId);
        }

        if (head.Cancelling is not null || IsOver(head))
        {
            return new MoveOutcome.Refused(
                $"event {eventId} is {(IsOver(head) ? head.Phase.ToString() : $"being cancelled: {head.Cancelling}")}",
                $"see readiness status --event {eventId}");
        }

        var cancelled = head with { Cancelling = reason };
        if (await RearmAsync(head, cancelled, plan, plan, who, cancellationToken) is { } refused)
        {
            return refused;
        }

        var now = time.GetUtcNow();
        var line = Line(eventId, now, "cancel", $"cancelled by {who} in phase {head.Phase}: {reason}", who);
        return await ChangeHeadAsync(
            eventId,
            h => h with { Cancelling = reason, ChangedAt = now },
            line,
            head.Phase == Phase.Scheduled
                ? "cancelled; nothing is armed, and nothing was begun"
                : "cancelled; it goes back to normal at once",
            cancellationToken);
    }

    internal static MoveOutcome.Refused Unknown(EventId eventId) =>
        new($"there is no event {eventId}", "see the open ones with readiness status");

    private static bool MayComeNext(Phase present, Phase wanted) => (present, wanted) switch
    {
        (Phase.Scheduled, Phase.Prewarm or Phase.Live) => true,
        (Phase.Prewarm, Phase.Live) => true,
        (Phase.Live, Phase.Cooldown) => true,
        (Phase.Cooldown, Phase.Closed) => true,
        _ => false,
    };

    private static bool IsOver(EventHead head) => head.Phase is Phase.Closed or Phase.Cancelled;

    private async Task<MoveOutcome> MoveAsync(
        EventId eventId,
        string who,
        Func<EventHead, CompiledPlan, MoveOutcome.Refused?> refuse,
        Func<CompiledPlan, DateTimeOffset, CompiledPlan> move,
        Func<CompiledPlan, string> words,
        CancellationToken cancellationToken)
    {
        var (head, _, plan) = await LoadAsync(eventId, cancellationToken);
        if (head is null || plan is null)
        {
            return Unknown(eventId);
        }

        if (head.Cancelling is not null)
        {
            return new MoveOutcome.Refused(
                $"event {eventId} is cancelled: {head.Cancelling}",
                "apply a plan with a new event id");
        }

        if (refuse(head, plan) is { } refusal)
        {
            return refusal;
        }

        // AWS and people count in seconds; an instant between them would differ from what is armed for it.
        var next = move(plan, DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        var problems = PlanCheck.Check(next);
        if (problems.Count > 0)
        {
            return new MoveOutcome.Refused(
                $"the moved plan would not hold together: {string.Join("; ", problems)}",
                "move it by another time, or apply a changed plan");
        }

        if (await RearmAsync(head, head, plan, next, who, cancellationToken) is { } refused)
        {
            return refused;
        }

        var terms = new PlanApplyTerms(head.Mode, who) { ExpectVersion = head.PlanVersion, Note = words(next) };
        var applied = await plans.ApplyAsync(next, terms, cancellationToken);
        await _rearm.ReleaseAsync(eventId, cancellationToken);
        if (applied is not PlanApplied.Applied done)
        {
            var why = applied is PlanApplied.Refused r ? r.Reason : "the plan has problems";
            return new MoveOutcome.Refused(
                $"{why}; Clock arms the groups again as the plan in force wants it",
                $"see readiness status --event {eventId}, then try again");
        }

        return new MoveOutcome.Done(head with { PlanVersion = done.Version }, words(next));
    }

    /// <summary>Brings what is armed to what the moved event wants; the refusal says what still is armed otherwise.
    /// </summary>
    private async Task<MoveOutcome.Refused?> RearmAsync(
        EventHead head,
        EventHead next,
        CompiledPlan plan,
        CompiledPlan moved,
        string who,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wanted = plan.Components
            .Where(c => c.Resource is Resource.AutoScalingGroup)
            .ToDictionary(c => c.Name, c => Arming.Wanted(moved, next, moved.FindComponent(c.Name) ?? c, now));
        if (await _rearm.ToAsync(head, plan, wanted, who, cancellationToken) is not { } left)
        {
            return null;
        }

        await _rearm.ReleaseAsync(head.Event, cancellationToken);
        return new MoveOutcome.Refused(
            $"event {head.Event} is as it was, because what is armed outside us could not be changed: {left}",
            head.Mode == AutomationMode.Act
                ? "look at those scheduled actions, remove them by hand if need be, then try again"
                : $"set readiness mode act --event {head.Event} --reason TEXT, or remove those scheduled actions by hand, "
                    + "then try again");
    }

    private async Task<(EventHead? Head, long Version, CompiledPlan? Plan)> LoadAsync(
        EventId eventId,
        CancellationToken cancellationToken)
    {
        var (head, version) = await store.FindAsync(StateKeys.Head(eventId), cancellationToken);
        return head is null
            ? (null, 0, null)
            : (head, version, await events.PlanAsync(eventId, head.PlanVersion, cancellationToken));
    }

    private async Task<MoveOutcome> ChangeHeadAsync(
        EventId eventId,
        Func<EventHead, EventHead> change,
        JournalEntry line,
        string words,
        CancellationToken cancellationToken)
    {
        const int AttemptsMax = 5;
        for (var i = 0; i < AttemptsMax; i++)
        {
            var (head, version, _) = await LoadAsync(eventId, cancellationToken);
            var next = change(head!);
            StateWrite[] writes = [StateKeys.Head(eventId).Put(next, version), journal.Line(line)];
            if (await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved)
            {
                await _rearm.ReleaseAsync(eventId, cancellationToken);
                return new MoveOutcome.Done(next, words);
            }
        }

        await _rearm.ReleaseAsync(eventId, cancellationToken);
        return new MoveOutcome.Refused(
            $"event {eventId} was changed by others {AttemptsMax} times at the same moment",
            "look with readiness status, then try again");
    }

    private static JournalEntry Line(EventId eventId, DateTimeOffset now, string verdict, string reason, string who) =>
        new(eventId, now, JournalKind.Person, verdict, reason, Cause: who);
}
