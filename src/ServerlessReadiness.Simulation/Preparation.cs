using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Simulation;

/// <summary>
/// What lies before the event is not played: nobody plays those who do the timeline's tasks, and contacts come.
/// </summary>
internal static class Preparation
{
    public static IReadOnlyList<StateWrite> Of(CompiledPlan plan) =>
    [
        StateKeys.Timeline(plan.Event)
            .Put(new TimelineMemory(plan.Event, DateTimeOffset.MaxValue, null, IssueOpen: false), 0),
        .. plan.Contacts.Where(c => c.Confirm is not null).Select(c => StateKeys.Contact(plan.Event, c.Name).Put(
            ContactRecord.New(plan.Event, c.Name) with { Answer = ContactAnswer.Confirmed, By = "rehearsal" },
            0)),
    ];
}
