using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Events;

/// <summary>Reads how events stand, for the CLI and the page.</summary>
public sealed class StatusReader(IStateStore store, OpenEvents events)
{
    /// <summary>A week of daily reviews.</summary>
    private const int ReviewsShown = 7;

    /// <summary>All open events in the order of their start.</summary>
    public async Task<IReadOnlyList<EventStatus>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var found = new List<EventStatus>();
        foreach (var open in await events.ListAsync(cancellationToken, fresh: true))
        {
            if (await ReadAsync(open.Id, cancellationToken) is { } status)
            {
                found.Add(status);
            }
        }

        return found;
    }

    /// <summary>One event, open or not; null when there is none of that id.</summary>
    public async Task<EventStatus?> ReadAsync(EventId eventId, CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return null;
        }

        var pk = StateKeys.EventPk(eventId);
        var plan = await events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        var resources = await store.LoadAsync(
            cancellationToken,
            [.. plan.Components.Select(c => StateKeys.Resource(c.Resource.Key).Address)]);
        var states = await store.LoadAsync(
            cancellationToken,
            [.. plan.Components.Select(c => StateKeys.Component(eventId, c.Name).Address)]);
        var progress = await store.LoadAsync(
            cancellationToken,
            StateKeys.Stages(eventId).Address,
            StateKeys.Return(eventId).Address,
            StateKeys.Spend(eventId).Address,
            StateKeys.Digest(eventId).Address);
        var issues = await store.ListAsync(pk, StateKeys.IssuePrefix, StateJson.Default.Issue, cancellationToken);
        var alarms = await store.ListAsync(pk, StateKeys.AlarmPrefix, StateJson.Default.AlarmMemory, cancellationToken);
        var runs = await store.ListAsync(pk, StateKeys.RunPrefix, StateJson.Default.Run, cancellationToken);
        return new EventStatus(
            head,
            plan,
            [
                .. plan.Components.Select(c => new ComponentStatus(
                    c,
                    states.Find(StateKeys.Component(eventId, c.Name)).Value ?? ComponentState.New(c.Name),
                    resources.Find(StateKeys.Resource(c.Resource.Key)).Value)),
            ],
            [.. alarms.Select(a => a.Value).Where(a => a.State == AlarmStateValue.Alarm).OrderBy(a => a.Since)],
            [.. runs.Select(r => r.Value).Where(r => !r.IsOver).OrderBy(r => r.CreatedAt)])
        {
            Report = (await ReportJob.NewestAsync(store, eventId, cancellationToken))?.Value,
            Reviews = await ReviewTrend.NewestAsync(store, eventId, ReviewsShown, cancellationToken),
            Contingencies = await Drills.StatusAsync(store, plan, cancellationToken),
            Stages = progress.Find(StateKeys.Stages(eventId)).Value?.For(plan.Stages),
            Return = progress.Find(StateKeys.Return(eventId)).Value,
            Spend = progress.Find(StateKeys.Spend(eventId)).Value,
            Tasks = await TaskBook.ReadAsync(store, plan, cancellationToken),
            Contacts = await ContactBook.ReadAsync(store, plan, cancellationToken),
            Escalations = await ContactBook.EscalationsAsync(store, eventId, cancellationToken),
            Digest = progress.Find(StateKeys.Digest(eventId)).Value is { Waiting: > 0 } waiting ? waiting : null,
            Issues = [.. issues.Select(i => i.Value).Where(i => i.IsOpen).OrderBy(i => i.OpenedAt)],
        };
    }
}
