using CsCheck;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

public sealed class ComponentGraphProperties
{
    private static readonly Gen<EquatableList<Component>> Graphs =
        Gen.Int[1, 8].SelectMany(count => Gen.Int[0, count - 1].Array[0, 3].Array[count]
            .Select(calls => EquatableList.From(calls.Select((called, i) => Make.Component() with
            {
                Name = Name(i),
                DependsOn = EquatableList.From(called.Distinct().Select(c => new Dependency(Name(c), 1))),
            }))));

    [Fact]
    public void Either_a_cycle_is_spelled_out_that_exists_or_each_level_calls_only_lower_ones() => Graphs.Sample(graph =>
    {
        if (ComponentGraph.Cycle(graph) is { } cycle)
        {
            Assert.Equal(cycle[0], cycle[^1]);
            Assert.All(cycle.Zip(cycle.Skip(1)), pair => Assert.Contains(
                graph.First(c => c.Name == pair.First).DependsOn, d => d.Component == pair.Second));
            return;
        }

        var levels = ComponentGraph.Levels(graph);
        Assert.Equal(graph.Count, levels.Sum(l => l.Count));
        var levelOf = levels.SelectMany((l, i) => l.Select(c => (c.Name, i))).ToDictionary(p => p.Name, p => p.i);
        Assert.All(graph, component => Assert.Equal(
            component.DependsOn.Select(d => levelOf[d.Component] + 1).DefaultIfEmpty(0).Max(),
            levelOf[component.Name]));
    });

    private static ComponentName Name(int index) => ComponentName.Parse($"c{index}");
}
