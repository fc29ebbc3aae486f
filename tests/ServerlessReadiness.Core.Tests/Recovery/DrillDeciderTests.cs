using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Recovery;

public sealed class DrillDeciderTests
{
    private static readonly DateTimeOffset Now = Make.T0.AddMinutes(20);

    [Fact]
    public void A_run_under_way_is_waited_for()
    {
        var decision = Decide(Drilled.Situation(Drilled.Ended(RunState.Running, default)));
        Assert.Equal(Drilled.UnderWay, decision.Next);
        Assert.Null(decision.Run);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void It_is_measured_from_its_start_to_the_runs_end_and_goes_back(int minutes, bool holds)
    {
        var decision = Decide(Drilled.Situation(Drilled.Ended(RunState.Done, TimeSpan.FromMinutes(minutes))));
        var result = decision.Next.UnderWay!.Result!;
        Assert.Equal((TimeSpan.FromMinutes(minutes), holds), (result.Measured, result.Holds));
        Assert.Equal(Drilled.WayBack, decision.Run!.Runbook);
        Assert.Equal(Drilled.Back, decision.Next.UnderWay.Back);
        Assert.Equal([holds ? "drill holds" : "drill fails", "drill goes back"], decision.Says.Select(s => s.Verdict));
        Assert.Empty(decision.Next.Results);
    }

    [Theory]
    [InlineData(RunState.Failed, true, false)]
    [InlineData(RunState.Undone, false, false)]
    [InlineData(RunState.HandedOver, false, true)]
    public void A_run_that_was_not_done_holds_nothing(RunState state, bool goesBack, bool pages)
    {
        var decision = Decide(Drilled.Situation(Drilled.Ended(state, TimeSpan.FromMinutes(1))));
        Assert.Equal(goesBack, decision.Run is not null);
        Assert.Equal(pages, decision.Says.Any(s => s.Pages));
        var result = decision.Next.UnderWay?.Result ?? decision.Next.Last!;
        Assert.Equal((null, false), (result.Measured, result.Holds));
        Assert.Equal(goesBack, decision.Next.UnderWay is not null);
    }

    [Fact]
    public void A_lost_run_ends_the_drill_with_a_page()
    {
        var decision = Decide(Drilled.Situation(null));
        Assert.Null(decision.Next.UnderWay);
        Assert.Contains(decision.Says, s => s.Pages);
    }

    [Fact]
    public void While_automation_may_not_act_the_way_back_waits_and_the_measure_stands()
    {
        var situation = Drilled.Situation(Drilled.Ended(RunState.Done, TimeSpan.FromMinutes(4)));
        var paused = Decide(situation with { Head = situation.Head with { Mode = AutomationMode.Paused } });
        Assert.Null(paused.Run);
        Assert.Equal(TimeSpan.FromMinutes(4), paused.Next.UnderWay!.Result!.Measured);
        var later = Decide(situation with { Record = paused.Next });
        Assert.Equal(Drilled.WayBack, later.Run!.Runbook);
        Assert.Equal(["drill goes back"], later.Says.Select(s => s.Verdict));
    }

    [Fact]
    public void What_needs_no_way_back_is_recorded_at_once()
    {
        var situation = Drilled.Situation(Drilled.Ended(RunState.Done, TimeSpan.FromMinutes(4))) with { WayBack = null };
        var decision = Decide(situation);
        Assert.Null(decision.Next.UnderWay);
        Assert.True(decision.Next.Last!.Holds);
    }

    [Theory]
    [InlineData(RunState.Done, false)]
    [InlineData(RunState.Failed, true)]
    [InlineData(RunState.HandedOver, true)]
    public void A_way_back_that_is_not_done_is_a_persons_matter(RunState state, bool pages)
    {
        var run = Drilled.Ended(RunState.Done, TimeSpan.FromMinutes(4));
        var goingBack = Decide(Drilled.Situation(run)).Next;
        var waits = Decide(Drilled.Situation(run, goingBack, Drilled.Ended(RunState.Running, default)));
        Assert.Equal(goingBack, waits.Next);
        var over = Decide(Drilled.Situation(run, goingBack, Drilled.Ended(state, TimeSpan.FromMinutes(9))));
        Assert.Null(over.Next.UnderWay);
        Assert.True(over.Next.Last!.Holds);
        Assert.Equal(pages, Assert.Single(over.Says).Pages);
    }

    [Fact]
    public void Only_the_last_results_are_kept()
    {
        var result = new DrillResult(Now, DrillKind.Drill, "kim", 1, "abc", null, TimeSpan.Zero, false, "x");
        var record = Enumerable.Range(0, 30).Aggregate(Drilled.UnderWay, (r, i) => r.With(result with { PlanVersion = i }));
        Assert.Equal((DrillRecord.ResultsMax, 29), (record.Results.Count, record.Last!.PlanVersion));
    }

    [Fact]
    public void Doubt_is_cast_by_no_result_another_plan_and_a_miss()
    {
        var good = new DrillResult(Now, DrillKind.Drill, "kim", 1, "abc", TimeSpan.Zero, TimeSpan.Zero, true, "x");
        Assert.Contains("never", DrillRecord.Doubt(null, "abc"), StringComparison.Ordinal);
        Assert.Null(DrillRecord.Doubt(Drilled.UnderWay.With(good), "abc"));
        Assert.Contains("changed", DrillRecord.Doubt(Drilled.UnderWay.With(good), "other"), StringComparison.Ordinal);
        Assert.Contains("not hold", DrillRecord.Doubt(Drilled.UnderWay.With(good with { Holds = false }), "abc"), StringComparison.Ordinal);
    }

    private static DrillDecision Decide(DrillSituation situation) =>
        DrillDecider.Decide(situation, () => Drilled.Back, Now);
}
