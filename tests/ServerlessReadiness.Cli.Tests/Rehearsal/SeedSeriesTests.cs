using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Cli.Rehearsal.Report;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

public sealed class SeedSeriesTests
{
    [Fact]
    public void A_percentile_is_the_value_of_a_seed()
    {
        Assert.Equal(new Distribution(1, 10, 19, 20), Distribution.Of(Enumerable.Range(1, 20).Select(i => (decimal)i)));
        Assert.Equal(new Distribution(7, 7, 7, 7), Distribution.Of([7m]));
        Assert.Null(Distribution.Of([]));
    }

    [Fact]
    public void Every_seed_from_the_first_on_is_played_once_and_the_first_with_records()
    {
        var played = new List<(ulong Seed, bool With, bool Records)>();
        Play(10, (_, settings) =>
        {
            lock (played)
            {
                played.Add((settings.Seed, settings.WithAutomation, settings.Records));
            }

            return [];
        });
        Assert.Equal(
            [(1UL, false, true), .. Enumerable.Range(1, 10).Select(i => ((ulong)i, true, i == 1))],
            played.Order());
    }

    [Fact]
    public void A_violated_invariant_in_any_seed_fails_the_plan_and_gives_the_command_that_repeats_it()
    {
        var pair = Play(40, (seed, _) => seed == 7 ? [new InvariantViolation(4, HandMade.Live, "one is left")] : []);
        Assert.True(pair.With.Holds);
        Assert.False(pair.Holds);
        var summary = ReportBuilder.Build(pair).Seeds!;
        Assert.Equal((40, 39, 1), (summary.Count, summary.Holding, summary.Violated));
        Assert.Equal(
            "readiness rehearse plans/sale.yaml --seed 7 --what-if peak=2x --fault zone-loss@2026-11-27T12:30+1800s"
                + " --weather storm",
            summary.Worst[0].Repeat);
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(18, false)]
    public void A_plan_holds_when_it_does_in_95_of_100_weathers(int holding, bool expected)
    {
        var outcomes = Enumerable.Range(0, 20)
            .Select(i => new SeedOutcome((ulong)i, i < holding, 99, 0, 0, []))
            .ToList();
        Assert.Equal(expected, new SeedSeries(outcomes).Holds);
    }

    private static RehearsedPair Play(
        int seeds,
        Func<ulong, Simulation.SimulationSettings, IReadOnlyList<InvariantViolation>> violations)
    {
        var fault = FaultText.Parse("zone-loss@12:30", HandMade.Plan);
        return new EventRehearsal((plan, settings, progress) => HandMade.Play(plan, settings, progress) with
        {
            Violations = violations(settings.Seed, settings),
        }).Play(
            HandMade.Plan,
            HandMade.Options with
            {
                Seeds = seeds,
                WhatIf = WhatIfText.Parse("peak=2x"),
                Faults = [fault],
                Weather = Weather.Storm,
            },
            RehearsalProgress.None);
    }
}
