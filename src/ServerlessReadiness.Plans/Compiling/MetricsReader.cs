using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads the metrics that tell whether things are normal.</summary>
internal sealed class MetricsReader(Compilation all, IReadOnlyList<Component> components)
{
    public EquatableList<PlanMetric> Read(Section plan) =>
        EquatableList.From(plan.Entries("metrics").Select((entry, i) => One(entry.Key, entry.Value, i)));

    private PlanMetric One(string name, YamlNode node, int index)
    {
        var section = all.Open(node, PlanShapes.Metric, $"metrics[{index}]");
        var component = ComponentOf(section);
        var range = section.Child("baseline", PlanShapes.Range);
        var low = range.Number("low");
        var high = range.Number("high");
        return new PlanMetric(
            name,
            component?.Name,
            Place(section, "account", component?.Resource.Account ?? all.Defaults.Account),
            Place(section, "region", component?.Resource.Region ?? all.Defaults.Region),
            section.Text("namespace") ?? "?",
            section.Text("metric") ?? "?",
            EquatableList.From(section.Entries("dimensions")
                .Select(e => new AlarmDimension(e.Key, section.TextOf(e.Value) ?? "?"))),
            section.Text("statistic") ?? "Average",
            low is null || high is null ? null : new MetricRange((double)low.Value, (double)high.Value))
        {
            Worse = section.Choice("worse", Words.Directions) is { } word
                ? (MetricDirection)word
                : MetricDirection.Above,
        };
    }

    private Component? ComponentOf(Section section)
    {
        if (section.Text("component") is not { } name)
        {
            return null;
        }

        var found = components.FirstOrDefault(c => c.Name.Value == name);
        if (found is null)
        {
            section.Refuse(
                "component",
                $"there is no component \"{name}\"",
                Suggestion.Next(name, [.. components.Select(c => c.Name.Value)], "add it"));
        }

        return found;
    }

    private static string Place(Section section, string key, string? standard)
    {
        var value = section.Text(key) ?? standard;
        if (value is null)
        {
            section.Refuse(key, $"the {key} is missing", $"add {key} here or under defaults");
        }

        return value ?? "";
    }
}
