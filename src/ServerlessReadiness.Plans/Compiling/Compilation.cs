using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>What every part of one compilation shares.</summary>
internal sealed class Compilation(string file)
{
    public Problems Problems { get; } = new(file);

    /// <summary>What a person should know, though nothing is wrong.</summary>
    public Problems Notices { get; } = new(file);

    public Places Places { get; } = new();

    /// <summary>Instants are read through it; set as soon as zone and schedule are known.</summary>
    public EventClock Clock { get; set; } = EventClock.Unknown;

    public PlanDefaults Defaults { get; set; } = PlanDefaults.None;

    public Section Open(YamlNode? node, Shape shape, string compiled) => new(this, node, shape, compiled);
}
