using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class ChanceTests
{
    /// <summary>Outputs of the published algorithm, as other implementations of it give them.</summary>
    [Theory]
    [InlineData(0UL, new[] { 0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL })]
    [InlineData(
        1234567UL,
        new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL })]
    public void Draws_are_those_of_SplitMix64(ulong seed, ulong[] expected)
    {
        var chance = new SimulatedChance(seed);
        Assert.Equal(expected, expected.Select(_ => chance.Next()));
    }

    [Fact]
    public void A_stream_is_the_same_however_often_others_are_drawn_from()
    {
        var quiet = new SimulatedChance(7);
        var busy = new SimulatedChance(7);
        for (var i = 0; i < 100; i++)
        {
            _ = busy.Next();
            _ = busy.Split("other").Next();
        }

        Assert.Equal(quiet.Split("weather").Next(), busy.Split("weather").Next());
        Assert.NotEqual(quiet.Split("weather").Next(), quiet.Split("weathers").Next());
        Assert.NotEqual(quiet.Split("weather").Next(), new SimulatedChance(8).Split("weather").Next());
    }

    [Fact]
    public void Numbers_below_a_bound_reach_all_of_them_and_nothing_else()
    {
        var chance = new SimulatedChance(1);
        var seen = new int[6];
        for (var i = 0; i < 6_000; i++)
        {
            seen[chance.Below(6)]++;
        }

        Assert.All(seen, count => Assert.InRange(count, 850, 1_150));
        Assert.Equal([3, 4, 5], Enumerable.Range(0, 200).Select(_ => chance.Between(3, 5)).Distinct().Order());
        Assert.Equal(0, Enumerable.Range(0, 200).Count(_ => chance.PerMillion(0)));
        Assert.Equal(200, Enumerable.Range(0, 200).Count(_ => chance.PerMillion(1_000_000)));
    }
}
