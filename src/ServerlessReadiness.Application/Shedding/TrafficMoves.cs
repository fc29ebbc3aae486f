using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Shedding;

/// <summary>
/// A person takes back what is shed or moved away, now and in any phase: the ladders all the way down, then what no
/// ladder did. Capacity stays as it is.
/// </summary>
public sealed class TrafficMoves(
    IStateStore store,
    OpenEvents events,
    JournalWriter journal,
    Ids ids,
    IRunDispatcher dispatcher,
    TimeProvider time)
{
    /// <param name="eventId">The event.</param>
    /// <param name="only">Only this component: one under a ladder, or one that something else moved; null for all.</param>
    /// <param name="reason">Why.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<MoveOutcome> RestoreAsync(
        EventId eventId,
        ComponentName? only,
        string reason,
        string who,
        CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return EventMoves.Unknown(eventId);
        }

        var plan = await events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        if (Refusal(head, plan, only) is { } refusal)
        {
            return refusal;
        }

        var view = await store.LoadAsync(
            cancellationToken,
            [
                StateKeys.Return(eventId).Address,
                .. plan.Components.Select(c => StateKeys.Resource(c.Resource.Key).Address).Distinct(),
                .. plan.Components.Select(c => StateKeys.Component(eventId, c.Name).Address),
            ]);
        var restore = new TrafficRestore(head, plan, view, $"traffic is restored by {who}: {reason}", who, time.GetUtcNow());
        var (runs, writes, problem) = restore.Of(only, ids.Next);
        if (problem is not null)
        {
            return problem;
        }

        var words = $"traffic of {string.Join(", ", runs.Select(r => r.Component))} is restored";
        JournalEntry[] lines =
        [
            .. runs.Select(r => new JournalEntry(
                eventId,
                time.GetUtcNow(),
                JournalKind.Person,
                "restore traffic",
                r.Reason,
                r.Component,
                Run: r.Id,
                Cause: who)),
        ];
        StateWrite[] all = [.. writes, .. lines.Select(journal.Line)];
        if (await store.CommitAsync(all, cancellationToken) is not SaveOutcome.Saved)
        {
            return new MoveOutcome.Refused(
                $"event {eventId} was changed by Clock or someone else at the same moment",
                "look with readiness status, then try again");
        }

        foreach (var run in runs)
        {
            await dispatcher.DispatchAsync(eventId, run.Id, cancellationToken);
        }

        return new MoveOutcome.Done(head, words);
    }

    private static MoveOutcome.Refused? Refusal(EventHead head, CompiledPlan plan, ComponentName? only) => head switch
    {
        { Phase: Phase.Closed or Phase.Cancelled } => new MoveOutcome.Refused(
            $"event {head.Event} is {head.Phase}: nothing of it is shed any more",
            "see readiness status"),
        { Mode: not AutomationMode.Act } => new MoveOutcome.Refused(
            $"automation is set to {head.Mode}, so nothing is restored",
            $"set readiness mode act --event {head.Event} --reason TEXT first"),
        _ when only is { } name && plan.FindComponent(name) is null => new MoveOutcome.Refused(
            $"event {head.Event} has no component {name}",
            "see readiness status"),
        _ => null,
    };
}
