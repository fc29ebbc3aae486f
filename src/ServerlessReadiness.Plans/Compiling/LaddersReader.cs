using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads how components shed load, and what is done when a scenario comes true.</summary>
internal sealed class LaddersReader(Compilation all, IReadOnlyList<Component> components)
{
    private const int FitsDefault = 75;
    private static readonly TimeSpan SoakUpDefault = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SoakDownDefault = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ExpiresAfterDefault = TimeSpan.FromMinutes(30);

    public EquatableList<ShedLadder> Ladders(Section plan)
    {
        var ladders = new List<ShedLadder>();
        foreach (var (name, node) in plan.Entries("shedding"))
        {
            if (Known(name, node, [.. components.Select(c => c.Name.Value)], "component") is { } known)
            {
                ladders.Add(Ladder(ComponentName.Parse(known), node, $"ladders[{ladders.Count}]"));
            }
        }

        return EquatableList.From(ladders);
    }

    public EquatableList<Contingency> Contingencies(Section plan)
    {
        var contingencies = new List<Contingency>();
        foreach (var (name, node) in plan.Entries("contingencies"))
        {
            if (!RunbookName.TryParse(name, out _))
            {
                all.Problems.Add(node.NamedAt, node.Path, $"\"{name}\" does not fit as a name", RunbookName.Rule);
                continue;
            }

            var section = all.Open(node, LadderShapes.Contingency, $"contingencies[{contingencies.Count}]");
            var component = Name(section, "component", [.. components.Select(c => c.Name.Value)]);
            var run = section.Name<RunbookName>("run");
            var back = section.Name<RunbookName>("back");
            if (component is not null && run is not null)
            {
                contingencies.Add(new Contingency(
                    name,
                    section.Text("scenario") ?? "?",
                    ComponentName.Parse(component),
                    run.Value,
                    back,
                    section.Duration("rto") ?? TimeSpan.FromMinutes(1),
                    section.Text("fault")));
            }
        }

        return EquatableList.From(contingencies);
    }

    private ShedLadder Ladder(ComponentName component, YamlNode node, string compiled)
    {
        var section = all.Open(node, LadderShapes.Ladder, compiled);
        var steps = new RunbooksReader(all);
        var levels = section.Items("levels").Select((level, i) =>
        {
            var one = all.Open(level, LadderShapes.Level, $"{compiled}.levels[{i}]");
            return new ShedLevel(one.Text("name") ?? "?", steps.Steps(one.Items("steps"), [], $"{compiled}.levels[{i}]"));
        });
        return new ShedLadder(
            component,
            EquatableList.From(levels),
            section.Duration("soakUp") ?? SoakUpDefault,
            section.Duration("soakDown") ?? SoakDownDefault,
            section.WholePercent("fits") ?? FitsDefault,
            section.Duration("expiresAfter") ?? ExpiresAfterDefault,
            section.Text("offered") ?? "?");
    }

    private string? Known(string name, YamlNode node, IReadOnlyCollection<string> names, string what)
    {
        if (names.Contains(name))
        {
            return name;
        }

        all.Problems.Add(
            node.NamedAt, node.Path, $"there is no {what} \"{name}\"", Suggestion.Next(name, names, "add it"));
        return null;
    }

    private static string? Name(Section section, string key, IReadOnlyCollection<string> names)
    {
        if (section.Text(key) is not { } name || names.Contains(name))
        {
            return section.Text(key);
        }

        section.Refuse(
            key,
            $"there is no {key} \"{name}\"",
            Suggestion.Next(name, names, "add it"));
        return null;
    }
}
