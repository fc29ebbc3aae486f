namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What components must fulfil in what they say of each other.</summary>
internal static class DependencyCheck
{
    public static IEnumerable<PlanProblem> Check(EquatableList<Component> components) =>
    [
        .. components.SelectMany((component, i) => (IEnumerable<PlanProblem>)
        [
            .. component.DependsOn.SelectMany((dependency, d) =>
                One(components, component, dependency, $"components[{i}].dependsOn[{d}]")),
            .. PlanCheck.Duplicates(
                component.DependsOn, $"components[{i}].dependsOn", "component", d => d.Component.Value),
            .. Alternative(components, component, $"components[{i}].alternative"),
        ]),
        .. Cycle(components),
    ];

    private static IEnumerable<PlanProblem> One(
        EquatableList<Component> components,
        Component component,
        Dependency dependency,
        string path)
    {
        if (components.All(c => c.Name != dependency.Component))
        {
            yield return new(
                $"{path}.component", $"there is no component \"{dependency.Component}\"", Known(components, component));
        }

        if (dependency.Factor <= 0)
        {
            yield return new(
                $"{path}.factor",
                $"{component.Name} makes {dependency.Factor} calls of {dependency.Component} a request",
                "use a factor above 0, or remove the dependency");
        }
    }

    private static IEnumerable<PlanProblem> Alternative(
        EquatableList<Component> components,
        Component component,
        string path)
    {
        if (component.Alternative is not { } name)
        {
            yield break;
        }

        if (name == component.Name)
        {
            yield return new(path, $"{name} cannot stand in for itself", "name another component");
        }
        else if (components.FirstOrDefault(c => c.Name == name) is not { } alternative)
        {
            yield return new(path, $"there is no component \"{name}\"", Known(components, component));
        }
        else if (alternative.Resource is not (Resource.AutoScalingGroup or Resource.ScalableTarget)
            || component.Resource is not (Resource.AutoScalingGroup or Resource.ScalableTarget))
        {
            yield return new(
                path,
                $"{alternative.Resource.Label} cannot stand in for {component.Resource.Label}: one of them has no "
                    + "bounds",
                "name a group or a scalable target, for one");
        }
    }

    private static IEnumerable<PlanProblem> Cycle(EquatableList<Component> components)
    {
        if (ComponentGraph.Cycle(components) is { } cycle)
        {
            var last = components.First(c => c.Name == cycle[^2]);
            var back = last.DependsOn.Select(d => d.Component).ToList().IndexOf(cycle[^1]);
            yield return new(
                $"components[{components.ToList().IndexOf(last)}].dependsOn[{back}]",
                $"the dependencies go round in a circle: {string.Join(" → ", cycle)}",
                "remove one of them; data comes first, then what calls it");
        }
    }

    private static string Known(EquatableList<Component> components, Component but) =>
        components.Count < 2
            ? "add it"
            : $"use one of {string.Join(", ", components.Where(c => c != but).Select(c => c.Name))}, or add it";
}
