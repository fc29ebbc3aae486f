using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Shedding;

/// <summary>What an alarm's decision reads of the shed ladders, in the same round trip as the rest.</summary>
internal static class LadderLoad
{
    /// <summary>The ladder that the response climbs; null when it climbs none.</summary>
    public static ShedLadder? LadderOf(CompiledPlan plan, ResponseMatch match) =>
        match is { Response.Runbook: { } runbook, Component: { } component } && runbook == LadderRunbooks.ShedName
            ? plan.FindLadder(component.Name)
            : null;

    /// <summary>The components that are under a ladder: whichever is climbed may raise the alarm by itself.</summary>
    public static IEnumerable<StateAddress> Addresses(OpenEvent open) =>
        open.Plan.Ladders.Select(l => StateKeys.Component(open.Id, l.Component).Address);

    public static IReadOnlyDictionary<ComponentName, LadderState> States(StateView view, OpenEvent open) =>
        open.Plan.Ladders
            .DistinctBy(l => l.Component)
            .Select(l => (l.Component, view.Find(StateKeys.Component(open.Id, l.Component)).Value?.Ladder))
            .Where(l => l.Ladder is not null)
            .ToDictionary(l => l.Component, l => l.Ladder!);
}
