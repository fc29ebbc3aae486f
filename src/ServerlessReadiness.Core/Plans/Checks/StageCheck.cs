using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a plan's pre-warm stages must fulfil.</summary>
internal static class StageCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Stages.SelectMany((stage, i) => (IEnumerable<PlanProblem>)
        [
            .. Times(plan, stage, i),
            .. stage.Goals.SelectMany((goal, g) => Goal(plan, stage, goal, $"stages[{i}].goals[{g}]")),
            .. PlanCheck.Duplicates(stage.Goals, $"stages[{i}].goals", "component", g => g.Component.Value),
        ]),
        .. Floors(plan),
    ];

    private static IEnumerable<PlanProblem> Times(CompiledPlan plan, PrewarmStage stage, int index)
    {
        var path = $"stages[{index}]";
        if (stage.Number != index + 1)
        {
            yield return new($"{path}.number", $"the stage has number {stage.Number}", $"number it {index + 1}");
        }

        if (stage.Goals.Count == 0)
        {
            yield return new($"{path}.goals", "the stage raises nothing", "give it at least one component");
        }

        if (stage.At < plan.Schedule.Prewarm || stage.At >= plan.Schedule.Live)
        {
            yield return new(
                $"{path}.at",
                $"the stage begins at {stage.At:u}, outside the pre-warm from {plan.Schedule.Prewarm:u} to "
                    + $"{plan.Schedule.Live:u}",
                "put it inside, or move the pre-warm");
        }
        else if (stage.ProceedAnywayAt <= stage.At || stage.ProceedAnywayAt > plan.Schedule.Live)
        {
            yield return new(
                $"{path}.proceedAnywayAt",
                $"the stage that begins at {stage.At:u} is given up at {stage.ProceedAnywayAt:u}",
                "give it up after its beginning and not after live");
        }

        if (index > 0 && stage.At < plan.Stages[index - 1].At)
        {
            yield return new(
                $"{path}.at",
                $"the stage begins at {stage.At:u}, before the stage before it at {plan.Stages[index - 1].At:u}",
                "put the stages in order");
        }
    }

    private static IEnumerable<PlanProblem> Goal(CompiledPlan plan, PrewarmStage stage, StageGoal goal, string path)
    {
        if (plan.FindComponent(goal.Component) is not { } component)
        {
            yield return new($"{path}.component", $"there is no component \"{goal.Component}\"", "add it");
            yield break;
        }

        switch (component.Resource)
        {
            case Resource.StandaloneInstances or Resource.Listener or Resource.DnsRecords:
            case Resource.Setting { Service: SettingService.SsmParameters or SettingService.WebAclRateLimit }:
                yield return new(
                    $"{path}.component", $"{component.Resource.Label} cannot be raised", "take it out of the stage");
                break;
            case Resource.Setting:
                if (component.Restart is { } restart && (stage.At < restart.From || stage.At >= restart.Until))
                {
                    yield return new(
                        $"{path}.component",
                        $"{component.Name} is set at {stage.At:u}, outside its restart window from {restart.From:u} to "
                            + $"{restart.Until:u}",
                        "move the window or the stage, so that the stage begins inside the window");
                }

                break;
            case var _ when goal.Floor < 1 || goal.Floor > component.Ceiling:
                yield return new(
                    $"{path}.floor",
                    $"a floor of {goal.Floor} for {goal.Component} is not between 1 and the ceiling of {component.Ceiling}",
                    "correct the floor");
                break;
        }
    }

    // A floor only rises, and what the last stage holds is what the event needs.
    private static IEnumerable<PlanProblem> Floors(CompiledPlan plan)
    {
        var held = new Dictionary<ComponentName, (int Floor, string Path)>();
        for (var s = 0; s < plan.Stages.Count; s++)
        {
            for (var g = 0; g < plan.Stages[s].Goals.Count; g++)
            {
                var (name, floor) = plan.Stages[s].Goals[g];
                if (plan.FindComponent(name) is not { Resource: Resource.AutoScalingGroup or Resource.ScalableTarget })
                {
                    continue;
                }

                var path = $"stages[{s}].goals[{g}].floor";
                if (held.TryGetValue(name, out var before) && floor < before.Floor)
                {
                    yield return new(
                        path,
                        $"the floor of {name} falls from {before.Floor} to {floor}; a floor only rises in the pre-warm",
                        "let it rise from stage to stage");
                }

                held[name] = (floor, path);
            }
        }

        foreach (var (name, (floor, path)) in held)
        {
            var full = plan.FindComponent(name)!.Floor;
            if (floor < full)
            {
                yield return new(
                    path,
                    $"the last stage of {name} holds {floor}, and its floor is {full}",
                    "raise it to the component's floor, or lower that");
            }
        }
    }
}
