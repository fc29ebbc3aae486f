using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>Shedding as it is played: the ladder climbs under a load that no capacity carries, and comes down after it.
/// </summary>
public sealed class ShedPlayTests
{
    [Fact]
    public void A_ladder_climbs_when_more_comes_than_the_ceiling_carries_and_comes_down_after_it()
    {
        var result = Play(SteeredSale.Plan, new WhatIf(Peak: 6));
        Assert.Empty(result.Violations);
        Assert.True(result.Requests.Shed > 0);
        string[] moves =
        [
            "set recommendations off",
            "set limit 500",
            "set limit none",
            "set recommendations normal",
        ];
        var lines = result.Timeline.ToList();
        var found = moves.Select(m => lines.FindIndex(l => Is(l, m))).ToList();
        Assert.DoesNotContain(-1, found);
        Assert.Equal(found.Order(), found);
        Assert.Equal(0, result.Minutes[^1].Requests.Shed);

        var levels = result.Levels.Select(l => l.Level).ToList();
        Assert.Equal("fewer features", result.Levels[0].Name);
        Assert.Equal([1, 2], levels[..2]);
        Assert.Equal(0, levels[^1]);
        Assert.All(levels.Zip(levels.Skip(1)), step => Assert.Equal(1, Math.Abs(step.First - step.Second)));
    }

    [Fact]
    public void A_contingency_is_measured_from_its_fault_until_requests_no_longer_fail()
    {
        var shift = ContingencyPlay.Play(SteeredSale.Plan, SteeredSale.Plan.Contingencies[0], 1);
        Assert.True(shift.Holds, shift.Reason);
        Assert.True(shift.RecoveryTime > TimeSpan.FromMinutes(3), $"{shift.RecoveryTime}");

        var cramped = ContingencyPlay.Play(Cramped, Cramped.Contingencies[0], 1);
        Assert.False(cramped.Holds);
        Assert.Null(cramped.RecoveryTime);
        Assert.Contains("no room", cramped.Reason, StringComparison.Ordinal);

        // Our functions are lost with their region, so nobody is there to run anything.
        var lost = ContingencyPlay.Play(SteeredSale.Plan, SteeredSale.Plan.Contingencies[0] with { Fault = "region-loss:front" }, 1);
        Assert.False(lost.Holds, lost.Reason);

        var late = ContingencyPlay.Play(
            SteeredSale.Plan,
            SteeredSale.Plan.Contingencies[0] with { RecoveryTime = TimeSpan.FromMinutes(1) },
            1);
        Assert.NotNull(late.RecoveryTime);
        Assert.False(late.Holds);
        Assert.NotNull(ContingencyPlay.WhyNot(SteeredSale.Plan, SteeredSale.Plan.Contingencies[0] with { Fault = "flood" }));
    }

    /// <summary>With too little in the other region for everybody.</summary>
    private static CompiledPlan Cramped { get; } = SteeredSale.Plan with
    {
        Components =
        [
            .. SteeredSale.Plan.Components.Select(c => c.Name == SteeredSale.Other ? c with { Floor = 8 } : c),
        ],
    };

    private static bool Is(string line, string effect) =>
        line.Contains("\"kind\":\"effect\"", StringComparison.Ordinal) && line.Contains(effect, StringComparison.Ordinal);

    private static SimulationResult Play(CompiledPlan plan, WhatIf whatIf) =>
        Simulator.Run(plan, new SimulationSettings(1) { Weather = Weather.Fair, WhatIf = whatIf });
}
