using System.Diagnostics;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>A mapping of the plan's YAML: its name and the keys that it knows.</summary>
/// <param name="Name">As the schema and the reference call it.</param>
/// <param name="Says">What it is, in a sentence.</param>
/// <param name="Keys">In the order in which people write them.</param>
internal sealed record Shape(string Name, string Says, IReadOnlyList<Key> Keys)
{
    public IEnumerable<string> Names => Keys.Select(k => k.Name);

    public Key this[string name] => Keys.FirstOrDefault(k => k.Name == name)
        ?? throw new UnreachableException($"{Name} has no key {name}.");
}
