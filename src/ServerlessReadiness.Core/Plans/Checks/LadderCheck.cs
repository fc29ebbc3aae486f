using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;


/// <summary>What a plan's shed ladders must fulfil.</summary>
internal static class LadderCheck
{
    /// <summary>More levels than these nobody can tell apart in the middle of the night.</summary>
    private const int LevelsMax = 9;

    private const int PercentMax = 99;

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Ladders.SelectMany((ladder, i) => Ladder(plan, ladder, $"ladders[{i}]")),
        .. PlanCheck.Duplicates(plan.Ladders, "ladders", "component", l => l.Component.Value),
        .. plan.Runbooks.SelectMany((runbook, i) => Reserved(runbook, $"runbooks[{i}].name")),
    ];

    private static IEnumerable<PlanProblem> Reserved(Runbook runbook, string path) =>
        LadderRunbooks.IsLadders(runbook.Name)
            ? [new(path, $"{runbook.Name} is the name of what moves shed ladders", "give the runbook another name")]
            : [];

    private static IEnumerable<PlanProblem> Ladder(CompiledPlan plan, ShedLadder ladder, string path) =>
    [
        .. Pressure(plan, ladder, path),
        .. Times(ladder, path),
        .. Levels(plan, ladder, $"{path}.levels"),
    ];

    private static IEnumerable<PlanProblem> Pressure(CompiledPlan plan, ShedLadder ladder, string path)
    {
        if (plan.FindComponent(ladder.Component) is not { } component)
        {
            yield return new(
                $"{path}.component",
                $"there is no component \"{ladder.Component}\"",
                "name the component that is under pressure");
            yield break;
        }

        if (!BoundedCapacity.Has(component.Resource))
        {
            yield return new(
                $"{path}.component",
                $"{component.Resource.Label} of component {component.Name} has no capacity that could be held, so nobody "
                    + "can tell when what is shed fits again",
                "put the ladder on the component whose capacity is behind it, and its steps on the others with on");
        }
        else if (component.Model is null)
        {
            yield return new(
                $"{path}.component",
                $"component {component.Name} has no model, so what it can carry is not known",
                "say below the component how many requests a second one unit serves");
        }

        if (plan.Metrics.All(m => m.Name != ladder.Offered))
        {
            yield return new(
                $"{path}.offered",
                $"there is no metric \"{ladder.Offered}\"",
                "add a metric that counts served and shed requests below metrics, and name it here");
        }
    }

    private static IEnumerable<PlanProblem> Times(ShedLadder ladder, string path)
    {
        (string Key, TimeSpan Span)[] spans =
        [
            ("soakUp", ladder.SoakUp),
            ("soakDown", ladder.SoakDown),
            ("expiresAfter", ladder.ExpiresAfter),
        ];
        foreach (var (key, span) in spans.Where(s => s.Span <= TimeSpan.Zero))
        {
            yield return new($"{path}.{key}", $"{span} is no time to wait", "use a positive duration");
        }

        if (ladder.FitsPercent is < 1 or > PercentMax)
        {
            yield return new(
                $"{path}.fitsPercent",
                $"demand of {ladder.FitsPercent} % of what is ready leaves no margin, or never fits",
                $"use 1 to {PercentMax}");
        }
    }

    private static IEnumerable<PlanProblem> Levels(CompiledPlan plan, ShedLadder ladder, string path)
    {
        if (ladder.Levels.Count is 0 or > LevelsMax)
        {
            yield return new(path, $"a ladder of {ladder.Levels.Count} levels", $"give it 1 to {LevelsMax}");
        }

        for (var i = 0; i < ladder.Levels.Count; i++)
        {
            var level = ladder.Levels[i];
            if (string.IsNullOrWhiteSpace(level.Name))
            {
                yield return new($"{path}[{i}].name", "the level has no name", "name it, so that people know it");
            }

            if (!level.Steps.Any(s => StepInverse.Of(s.Do) is not null))
            {
                yield return new($"{path}[{i}].steps", $"level \"{level.Name}\" sheds nothing", "give it a step that does");
            }

            foreach (var problem in Steps(plan, ladder, level, $"{path}[{i}].steps"))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PlanProblem> Steps(CompiledPlan plan, ShedLadder ladder, ShedLevel level, string path)
    {
        // A level's steps are a runbook's, so what holds for those holds for them.
        var runbook = new Runbook(LadderRunbooks.ShedName, level.Steps);
        return
        [
            .. level.Steps.SelectMany((s, n) => RunbookCheck.Step(s, $"{path}[{n}]")),
            .. level.Steps.SelectMany((_, n) => StepCheck.Check(plan, runbook, n, $"{path}[{n}]")),
            .. level.Steps.SelectMany((s, n) => Step(plan, ladder, s, $"{path}[{n}].do")),
            .. PlanCheck.Duplicates(level.Steps, path, "name", s => s.Name),
        ];
    }

    private static IEnumerable<PlanProblem> Step(CompiledPlan plan, ShedLadder ladder, RunbookStep step, string path)
    {
        if (step.On is null && plan.FindComponent(ladder.Component) is { } own && !ActionCatalog.Suits(step.Do, own.Resource))
        {
            yield return new(
                path,
                $"step \"{step.Name}\" does {ActionCatalog.For(step.Do).Name}, which is not possible on "
                    + $"{own.Resource.Label} of component {own.Name}",
                "name another component with on, or choose another action");
        }

        if (StepInverse.Of(step.Do) is null && !StepInverse.NeedsNone(step.Do))
        {
            yield return new(
                path,
                $"nothing takes step \"{step.Name}\" back, so the ladder could not come down",
                "choose an action that can be taken back, or do it in a runbook of its own");
        }
    }
}
