using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Simulation;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

public sealed class DecisionDigestTests
{
    private static readonly Simulation.Results.SimulationResult Played =
        HandMade.Play(HandMade.Plan, new SimulationSettings(1), null);

    [Fact]
    public void Acting_decisions_and_calls_are_told_in_order_with_their_first_effect()
    {
        var told = DecisionDigest.Telling(Played, 10);
        Assert.Equal(
            [("Starts", 1, "capacity.raise"), ("BudgetSpent", 1, null)],
            told.Select(d => (d.First.Verdict, d.Times, d.Effect)));
    }

    [Fact]
    public void Like_decisions_are_told_once_and_the_frequent_give_way_to_the_rare()
    {
        var start = Played.Journal[0];
        var played = Played with
        {
            Journal = [start, .. Enumerable.Range(1, 9).Select(i => start with { At = start.At.AddMinutes(i) }),
                .. Played.Journal.Skip(1)],
        };
        Assert.Equal([10, 1], DecisionDigest.Telling(played, 2).Select(d => d.Times));
        Assert.Equal(["BudgetSpent"], DecisionDigest.Telling(played, 1).Select(d => d.First.Verdict));
    }

    [Fact]
    public void Decisions_to_do_nothing_are_counted_by_verdict_with_the_usual_reason()
    {
        var groups = DecisionDigest.NothingDone(Played);
        Assert.Equal([new DecisionGroup("Duplicate", 2, "this transition was decided before")], groups);
    }
}
