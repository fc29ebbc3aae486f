using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Runs;

/// <summary>A wish to start a runbook, resolved against the plan in force.</summary>
/// <param name="Runbook">With its parameters filled in.</param>
/// <param name="Component">The run's own component.</param>
/// <param name="Components">All that it acts on, the first step's first.</param>
/// <param name="Parameters">The parameters' values.</param>
/// <param name="Instance">The instance that it is about.</param>
/// <param name="Class">The budget that it is counted in.</param>
internal sealed record RunOrder(
    Runbook Runbook,
    Component Component,
    IReadOnlyList<Component> Components,
    EquatableList<SettingValue> Parameters,
    InstanceId? Instance,
    ActionClass Class)
{
    /// <summary>The ladder that it moves; null for none.</summary>
    public LadderOrder? Ladder { get; private init; }

    /// <summary>Where it begins.</summary>
    public Component First => Components[0];

    /// <summary>The strongest class of what it does on a component.</summary>
    public ActionClass ClassOn(ComponentName component)
    {
        var steps = Runbook.Steps.Where(s => (s.On ?? Component.Name) == component);
        return ActionCatalog.ClassOf(Runbook with { Steps = EquatableList.From(steps) });
    }

    /// <summary>The order, or everything that is wrong with the wish.</summary>
    /// <param name="plan">The plan in force.</param>
    /// <param name="start">The wish.</param>
    /// <param name="ladder">How far the component's ladder has been climbed.</param>
    public static (RunOrder? Order, string? Problem) Of(CompiledPlan plan, RunStart start, LadderState ladder)
    {
        if (string.IsNullOrWhiteSpace(start.Reason))
        {
            return (null, $"nothing says why runbook {start.Runbook} is to be started; give a reason");
        }

        if (plan.FindComponent(start.Component) is not { } component)
        {
            var known = string.Join(", ", plan.Components.Select(c => c.Name));
            return (null, $"there is no component \"{start.Component}\" in plan {plan.Event}; use one of {known}");
        }

        var (move, stuck) = LadderRunbooks.IsLadders(start.Runbook)
            ? LadderOrder.Of(plan, component.Name, start.Runbook, ladder)
            : default;
        if (stuck is not null)
        {
            return (null, stuck);
        }

        if ((move?.Runbook ?? BuiltInRunbooks.Resolve(plan, start.Runbook, component)) is not { } runbook)
        {
            var known = string.Concat(plan.Runbooks.Select(r => $"{r.Name}, "));
            return (null, $"there is no runbook \"{start.Runbook}\" for {component.Resource.Label}; use one of {known}or a "
                + "built-in one that fits");
        }

        var bound = RunbookBinding.Bind(runbook, start.Parameters);
        if (bound.Runbook is not { } filled)
        {
            return (null, bound.Reason);
        }

        var instance = bound.Instance ?? start.Instance;
        return bound.Instance is { } named && start.Instance is { } meant && named != meant
            ? (null, $"parameter instance is {named}, and instance {meant} was asked for; name one")
            : Place(plan, filled, component) is { } misplaced ? (null, misplaced)
            : (
                new RunOrder(
                    filled,
                    component,
                    [.. filled.Steps.Select(s => plan.FindComponent(s.On ?? component.Name)!).Distinct()],
                    bound.Values,
                    instance,
                    ActionCatalog.ClassOf(filled)) { Ladder = move },
                null);
    }

    private static string? Place(CompiledPlan plan, Runbook runbook, Component own)
    {
        foreach (var step in runbook.Steps)
        {
            if (plan.FindComponent(step.On ?? own.Name) is not { } component)
            {
                return $"step {step.Name} of runbook {runbook.Name} is on component {step.On}, which the plan does not have";
            }

            if (!ActionCatalog.Suits(step.Do, component.Resource))
            {
                return $"step {step.Name} of runbook {runbook.Name} does {ActionCatalog.For(step.Do).Name}, which is not "
                    + $"possible on {component.Resource.Label} of component {component.Name}; choose another component";
            }
        }

        return null;
    }
}
