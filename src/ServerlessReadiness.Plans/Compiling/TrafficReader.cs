using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads the forecast.</summary>
internal sealed class TrafficReader(Compilation all, IReadOnlyList<Component> components)
{
    private const int WholeWeight = 100;
    private static readonly TimeSpan TtlDefault = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RiseDefault = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RampDefault = TimeSpan.FromMinutes(30);

    public EquatableList<TrafficStream> Read(Section plan) =>
        EquatableList.From(plan.Entries("traffic").Select((entry, i) => One(entry.Key, entry.Value, i)));

    private TrafficStream One(string name, YamlNode node, int index)
    {
        var section = all.Open(node, TrafficShapes.Stream, $"traffic[{index}]");
        return new TrafficStream(
            name,
            section.Whole("normal") ?? 1,
            Targets(section, $"traffic[{index}]"),
            section.Duration("ttl") ?? TtlDefault,
            Shapes(section, $"traffic[{index}]"));
    }

    private EquatableList<StreamTarget> Targets(Section section, string compiled)
    {
        var found = new List<StreamTarget>();
        switch (section["to"])
        {
            case YamlNode.Mapping mapping:
                foreach (var (name, node) in mapping.Entries)
                {
                    var weight = node is YamlNode.Scalar scalar ? ScalarText.Whole(scalar.Text) : null;
                    if (weight is null)
                    {
                        all.Problems.Add(
                            node.Place(), node.Path, $"{Section.Show(node)} is no weight", "write 0 to 255");
                    }

                    Add(name, node.NamedAt, node, weight ?? WholeWeight);
                }

                break;
            case { } one:
                Add(section.TextOf(one), one.At, one, WholeWeight);
                break;
        }

        return EquatableList.From(found);

        void Add(string? name, TextPosition at, YamlNode node, int weight)
        {
            if (components.FirstOrDefault(c => c.Name.Value == name) is { } component)
            {
                all.Places.Map($"{compiled}.targets[{found.Count}]", node);
                found.Add(new StreamTarget(component.Name, weight));
            }
            else if (name is not null)
            {
                all.Problems.Add(
                    at,
                    node.Path,
                    $"there is no component \"{name}\"",
                    Suggestion.Next(name, [.. components.Select(c => c.Name.Value)], "add it"));
            }
        }
    }

    private EquatableList<TrafficShape> Shapes(Section stream, string compiled)
    {
        var found = new List<TrafficShape>();
        foreach (var node in stream.Items("shapes"))
        {
            var section = all.Open(node, TrafficShapes.Shape, $"{compiled}.shapes[{found.Count}]");
            var given = TrafficShapes.Shape.Names.Where(section.Has).ToArray();
            if (given.Length == 1)
            {
                if (Shape(section, given[0]) is { } shape)
                {
                    found.Add(shape);
                }
            }
            else if (section.IsPresent)
            {
                all.Problems.Add(
                    node.Place(),
                    node.Path,
                    given.Length == 0
                        ? "nothing says which shape it is"
                        : $"{string.Join(" and ", given)} are several shapes",
                    given.Length == 0
                        ? $"add one of {string.Join(", ", TrafficShapes.Shape.Names)}"
                        : "give each an item of its own");
            }
        }

        return EquatableList.From(found);
    }

    private TrafficShape? Shape(Section shape, string key)
    {
        var section = shape.Child(key, ((KeyType.Of)TrafficShapes.Shape[key].Type).Shape);
        return key switch
        {
            "dailyCurve" => (section.Instant("peakAt"), section.WholePercent("swing")) is ({ } at, { } swing)
                ? new TrafficShape.DailyCurve(at, swing)
                : null,
            "launchSpike" => Spike(section),
            "flashCrowd" =>
                (section.Instant("at"), section.Factor("factor"), section.Duration("width"))
                    is ({ } at, { } factor, { } width)
                    ? new TrafficShape.FlashCrowd(at, factor, width)
                    : null,
            _ =>
                (section.Instant("from"), section.Instant("until"), section.Factor("factor"), section.Duration("ramp"))
                    is ({ } from, { } until, { } factor, var ramp)
                    ? new TrafficShape.Plateau(from, until, factor, ramp ?? RampDefault)
                    : null,
        };
    }

    private TrafficShape.LaunchSpike? Spike(Section section)
    {
        var at = section.Instant("at");
        var factor = section.Factor("factor") ?? all.Defaults.Peak;
        var rise = section.Duration("rise") ?? RiseDefault;
        var hold = section.Duration("hold");
        var decay = section.Duration("decay");
        return at is null || hold is null || decay is null
            ? null
            : new TrafficShape.LaunchSpike(at.Value, factor, rise, hold.Value, decay.Value);
    }
}
