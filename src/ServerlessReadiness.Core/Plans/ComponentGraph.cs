namespace ServerlessReadiness.Core.Plans;

/// <summary>Who calls whom among a plan's components.</summary>
public static class ComponentGraph
{
    /// <summary>
    /// A cycle of dependencies, its first component repeated at the end; null when there is none. Dependencies on
    /// components that do not exist are passed over.
    /// </summary>
    public static EquatableList<ComponentName>? Cycle(EquatableList<Component> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        var byName = ByName(components);
        var done = new HashSet<ComponentName>();
        var path = new List<ComponentName>();
        foreach (var component in components)
        {
            if (Visit(component, byName, done, path) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }

    /// <summary>
    /// Components by their distance from the data: level 0 depends on nothing, each other one is a level above the
    /// highest that it calls. There must be no cycle.
    /// </summary>
    public static EquatableList<EquatableList<Component>> Levels(EquatableList<Component> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        var byName = ByName(components);
        var levels = new Dictionary<ComponentName, int>();
        return EquatableList.From(components
            .GroupBy(c => LevelOf(c, byName, levels))
            .OrderBy(g => g.Key)
            .Select(EquatableList.From));
    }

    private static Dictionary<ComponentName, Component> ByName(EquatableList<Component> components) =>
        components.DistinctBy(c => c.Name).ToDictionary(c => c.Name);

    private static EquatableList<ComponentName>? Visit(
        Component component,
        Dictionary<ComponentName, Component> byName,
        HashSet<ComponentName> done,
        List<ComponentName> path)
    {
        var at = path.IndexOf(component.Name);
        if (at >= 0)
        {
            return EquatableList.From([.. path[at..], component.Name]);
        }

        if (done.Contains(component.Name))
        {
            return null;
        }

        path.Add(component.Name);
        foreach (var dependency in component.DependsOn)
        {
            if (byName.TryGetValue(dependency.Component, out var called)
                && Visit(called, byName, done, path) is { } cycle)
            {
                return cycle;
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(component.Name);
        return null;
    }

    private static int LevelOf(
        Component component,
        Dictionary<ComponentName, Component> byName,
        Dictionary<ComponentName, int> levels)
    {
        if (levels.TryGetValue(component.Name, out var known))
        {
            return known;
        }

        var level = component.DependsOn
            .Where(d => byName.ContainsKey(d.Component))
            .Select(d => LevelOf(byName[d.Component], byName, levels) + 1)
            .DefaultIfEmpty(0)
            .Max();
        levels[component.Name] = level;
        return level;
    }
}
