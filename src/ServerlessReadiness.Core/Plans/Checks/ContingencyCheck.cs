using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;


/// <summary>What a plan's contingencies must fulfil.</summary>
internal static class ContingencyCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Contingencies.SelectMany((contingency, i) => One(plan, contingency, $"contingencies[{i}]")),
        .. PlanCheck.Duplicates(plan.Contingencies, "contingencies", "name", c => c.Name),
    ];

    private static IEnumerable<PlanProblem> One(CompiledPlan plan, Contingency contingency, string path)
    {
        if (string.IsNullOrWhiteSpace(contingency.Scenario))
        {
            yield return new($"{path}.scenario", "the scenario is empty", "say in a sentence what has happened");
        }

        if (contingency.RecoveryTime <= TimeSpan.Zero)
        {
            yield return new(
                $"{path}.recoveryTime",
                $"{contingency.RecoveryTime} is no time to recover in",
                "use a positive duration");
        }

        var component = plan.FindComponent(contingency.Component);
        if (component is null)
        {
            yield return new(
                $"{path}.component",
                $"there is no component \"{contingency.Component}\"",
                "name one of the plan's components");
        }

        var runbook = Find(plan, contingency.Runbook, component);
        foreach (var problem in Runs(plan, contingency.Runbook, runbook, component, $"{path}.runbook"))
        {
            yield return problem;
        }

        if (contingency.Back is { } back)
        {
            foreach (var problem in Runs(plan, back, Find(plan, back, component), component, $"{path}.back"))
            {
                yield return problem;
            }
        }
        else if (runbook is not null && Irrevocable(runbook) is { } step)
        {
            yield return new(
                $"{path}.back",
                $"nothing takes step \"{step.Name}\" of runbook {runbook.Name} back, so a drill could not end",
                "name the runbook that goes back");
        }
    }

    private static Runbook? Find(CompiledPlan plan, RunbookName name, Component? component) => component is null
        ? plan.FindRunbook(name)
        : BuiltInRunbooks.Resolve(plan, name, component);

    private static RunbookStep? Irrevocable(Runbook runbook) =>
        runbook.Steps.FirstOrDefault(s => StepInverse.Of(s.Do) is null && !StepInverse.NeedsNone(s.Do));

    private static IEnumerable<PlanProblem> Runs(
        CompiledPlan plan,
        RunbookName name,
        Runbook? runbook,
        Component? component,
        string path)
    {
        if (LadderRunbooks.IsLadders(name))
        {
            yield return new(
                path,
                $"{name} moves a shed ladder, which pressure climbs and demand takes down",
                "name a runbook that does what the scenario needs");
            yield break;
        }

        if (runbook is null)
        {
            yield return new(
                path,
                $"there is no runbook \"{name}\", nor a built-in one that fits the component",
                plan.Runbooks.Count == 0
                    ? "add it below runbooks"
                    : $"use one of {string.Join(", ", plan.Runbooks.Select(r => r.Name))}, or add it");
            yield break;
        }

        foreach (var step in runbook.Steps)
        {
            if (step.On is null && component is { } on && !ActionCatalog.Suits(step.Do, on.Resource))
            {
                yield return new(
                    path,
                    $"step \"{step.Name}\" of runbook {name} does {ActionCatalog.For(step.Do).Name}, which is not "
                        + $"possible on {on.Resource.Label} of component {on.Name}",
                    "choose another runbook or component");
            }
        }

        foreach (var parameter in runbook.Parameters.Where(p => p.Default is null))
        {
            yield return new(
                path,
                $"runbook {name} needs the parameter \"{parameter.Name}\", and nobody gives it in an emergency",
                "give the parameter a default");
        }
    }
}
