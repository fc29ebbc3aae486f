using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Shedding;

/// <summary>What a person's wish to restore traffic comes to: runs, and what is written with them.</summary>
internal sealed class TrafficRestore(
    EventHead head,
    CompiledPlan plan,
    StateView view,
    string reason,
    string who,
    DateTimeOffset now)
{
    private readonly List<Run> _runs = [];
    private readonly List<StateWrite> _writes = [];
    private Versioned<ReturnProgress?> _progress;

    public (IReadOnlyList<Run> Runs, IReadOnlyList<StateWrite> Writes, MoveOutcome.Refused? Problem) Of(
        ComponentName? only,
        Func<RunId> nextId)
    {
        _progress = view.Find(StateKeys.Return(head.Event));
        var climbed = plan.Ladders.Where(l => StateOf(l.Component).Value?.Ladder is { InForce: > 0 }).ToList();
        if (climbed.Where(l => only is null || l.Component == only).Select(Busy).FirstOrDefault(b => b is not null) is
            { } busy)
        {
            return No(busy, "wait until it is over, or abort it, then try again");
        }

        if (only is { } name && climbed.Find(l => l.Component != name && IsTouchedBy(l, name)) is { } ladder)
        {
            return No(
                $"the shed ladder of component {ladder.Component} sheds on component {name}",
                $"take the ladder down with --component {ladder.Component}");
        }

        climbed.Where(l => only is null || l.Component == only).ToList().ForEach(l => ComeDown(l, nextId()));
        var byLadders = climbed.SelectMany(Touched).ToHashSet();
        foreach (var component in plan.Components.Where(c =>
            (only is null || c.Name == only) && !byLadders.Contains(c.Name)))
        {
            TakeBack(component, nextId);
        }

        if (_runs.Count == 0)
        {
            return No(
                only is { } asked
                    ? $"component {asked} sheds nothing and was moved nowhere"
                    : $"event {head.Event} sheds nothing and has moved no traffic",
                "see readiness status");
        }

        if (_progress.Value is { } progress && progress != view.Find(StateKeys.Return(head.Event)).Value)
        {
            _writes.Add(StateKeys.Return(head.Event).Put(progress, _progress.Version));
        }

        return (_runs, _writes, null);
    }

    private static (IReadOnlyList<Run>, IReadOnlyList<StateWrite>, MoveOutcome.Refused?) No(string why, string next) =>
        ([], [], new MoveOutcome.Refused(why, next));

    private string? Busy(ShedLadder ladder)
    {
        var state = StateOf(ladder.Component).Value!.Ladder!;
        return state.From is null
            ? null
            : $"run {state.Run} takes the shed ladder of component {ladder.Component} to level {state.Level}";
    }

    /// <summary>The ladder's own way down, from its level to the ground in one run.</summary>
    private void ComeDown(ShedLadder ladder, RunId id)
    {
        var (state, version) = StateOf(ladder.Component);
        var known = Math.Min(state!.Ladder!.Level, ladder.Levels.Count);
        Start(ladder.Component, LadderRunbooks.Down(ladder, known, 0), id);
        _writes.Add(StateKeys.Component(head.Event, ladder.Component).Put(
            state with { Ladder = LadderDecider.BeginDown(state.Ladder, 0, id, reason, now) },
            version));
    }

    /// <summary>What no ladder moved: a runbook, or a person's hand.</summary>
    private void TakeBack(Component component, Func<RunId> nextId)
    {
        var resource = view.Find(StateKeys.Resource(component.Resource.Key)).Value;
        if (!ReturnRunbook.IsOwed(resource) || ReturnRunbook.OfTraffic(component, resource) is not { } runbook
            || _progress.Value?.Find(component.Name) is { State: RestoreState.Running })
        {
            return;
        }

        var run = Start(component.Name, runbook, nextId());
        if (_progress.Value?.Find(component.Name) is { } record && head.Phase == Phase.Cooldown
            && ReturnRunbook.IsTraffic(component.Resource))
        {
            var running = record with { State = RestoreState.Running, Run = run.Id, Target = null, Reason = reason };
            _progress = new Versioned<ReturnProgress?>(_progress.Value.With(running), _progress.Version);
        }
    }

    private Run Start(ComponentName component, Runbook runbook, RunId id)
    {
        var run = Run.Start(
            head.Event,
            id,
            runbook,
            component,
            null,
            head.PlanVersion,
            new RunTrigger.ByOperator(who),
            now) with { Reason = reason };
        _runs.Add(run);
        _writes.Add(StateKeys.Run(run.Event, run.Id).Put(run, 0, run.DueAt));
        return run;
    }

    private Versioned<ComponentState?> StateOf(ComponentName component) =>
        view.Find(StateKeys.Component(head.Event, component));

    private IEnumerable<ComponentName> Touched(ShedLadder ladder) => LadderRunbooks
        .StepsOf(ladder, 0, StateOf(ladder.Component).Value!.Ladder!.InForce)
        .Select(s => LadderRunbooks.ActsOn(ladder, s));

    private bool IsTouchedBy(ShedLadder ladder, ComponentName name) => Touched(ladder).Contains(name);
}
