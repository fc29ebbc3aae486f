namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What the windows in which nothing may change must fulfil beside what else the plan wants.</summary>
internal static class FreezeCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Freezes.SelectMany((freeze, i) => (IEnumerable<PlanProblem>)
        [
            .. Window(plan, freeze, $"freezes[{i}]"),
            .. Stages(plan, freeze, $"freezes[{i}]"),
            .. Restarts(plan, freeze, $"freezes[{i}]"),
        ]),
        .. PlanCheck.Duplicates(plan.Freezes, "freezes", "name", f => f.Name),
    ];

    private static IEnumerable<PlanProblem> Window(CompiledPlan plan, Freeze freeze, string path)
    {
        if (string.IsNullOrWhiteSpace(freeze.Name))
        {
            yield return new($"{path}.name", "the freeze has no name", "name it, so that the journal can");
        }

        if (freeze.Until <= freeze.From)
        {
            yield return new(
                $"{path}.until",
                $"the freeze ends at {freeze.Until:u}, not after its start at {freeze.From:u}",
                "put the end after the start");
        }

        for (var i = 0; i < freeze.Components.Count; i++)
        {
            if (plan.FindComponent(freeze.Components[i]) is null)
            {
                yield return new(
                    $"{path}.components[{i}]", $"there is no component \"{freeze.Components[i]}\"", "correct the name");
            }
        }

        if (freeze.From <= plan.Schedule.Cooldown && freeze.Until >= plan.Guardrails.LatestCooldown)
        {
            yield return new(
                $"{path}.until",
                $"the freeze lasts from {freeze.From:u} to {freeze.Until:u}, so nothing can be back to normal by the "
                    + $"latest cooldown at {plan.Guardrails.LatestCooldown:u}",
                "end it earlier, or allow a later cooldown");
        }
    }

    // Forbidding to add capacity while the plan itself adds it is a contradiction; which of the two counts is no guess.
    private static IEnumerable<PlanProblem> Stages(CompiledPlan plan, Freeze freeze, string path) =>
        from stage in plan.Stages
        where !freeze.AllowsCapacityUp && freeze.From < stage.ProceedAnywayAt && freeze.Until > stage.At
        let hit = stage.Goals.Where(g => Means(freeze, g.Component)).Select(g => g.Component.Value).ToArray()
        where hit.Length > 0
        select new PlanProblem(
            $"{path}.from",
            $"the freeze from {freeze.From:u} to {freeze.Until:u} forbids pre-warm stage {stage.Number} "
                + $"({string.Join(", ", hit)}; {stage.At:u} to {stage.ProceedAnywayAt:u})",
            "move the freeze, let it allow capacity to be added, or move the pre-warm");

    private static IEnumerable<PlanProblem> Restarts(CompiledPlan plan, Freeze freeze, string path) =>
        from component in plan.Components
        from restart in new[] { component.Restart, component.RestartBack }
        where restart is not null && Means(freeze, component.Name)
            && freeze.From <= restart.From && freeze.Until >= restart.Until
        select new PlanProblem(
            $"{path}.from",
            $"the freeze covers the whole restart window of {component.Name}, from {restart.From:u} to "
                + $"{restart.Until:u}",
            "move one of the two");

    private static bool Means(Freeze freeze, ComponentName component) =>
        freeze.Components.Count == 0 || freeze.Components.Contains(component);
}
