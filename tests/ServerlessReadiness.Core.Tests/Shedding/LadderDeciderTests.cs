using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Shedding;

public sealed class LadderDeciderTests
{
    private static readonly DateTimeOffset T0 = Make.T0;

    [Fact]
    public void Pressure_climbs_one_level_from_the_ground() =>
        Assert.Equal(new LadderClimb.Next(1), LadderDecider.Climb(Ladders.Ladder, LadderState.Ground, T0));

    [Fact]
    public void The_next_level_waits_for_the_soak()
    {
        var state = Ladders.On(1, T0);
        var soaks = Assert.IsType<LadderClimb.Soaks>(
            LadderDecider.Climb(Ladders.Ladder, state, T0 + Ladders.SoakUp - TimeSpan.FromSeconds(1)));
        Assert.Equal(T0 + Ladders.SoakUp, soaks.Until);
        Assert.Equal(
            new LadderClimb.Next(2),
            LadderDecider.Climb(Ladders.Ladder, state, T0 + Ladders.SoakUp));
    }

    [Fact]
    public void Nothing_climbs_while_a_run_is_under_way()
    {
        var state = LadderDecider.Begin(Ladders.Ladder, LadderState.Ground, Ladders.First, T0);
        Assert.IsType<LadderClimb.Busy>(LadderDecider.Climb(Ladders.Ladder, state, T0.AddHours(1)));
    }

    [Fact]
    public void Above_the_highest_level_there_is_none()
    {
        var top = Assert.IsType<LadderClimb.Top>(
            LadderDecider.Climb(Ladders.Ladder, Ladders.On(3, T0), T0.AddHours(1)));
        Assert.Contains("the highest", top.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_climb_that_is_done_is_in_force_and_knows_the_floor_before_it()
    {
        var begun = LadderDecider.Begin(Ladders.Ladder, LadderState.Ground, Ladders.First, T0);
        Assert.Equal((1, 0, 1), (begun.Level, begun.From, begun.InForce));
        var run = Ladders.Ended(LadderRunbooks.Climb(Ladders.Ladder, 1), RunState.Done, ("keep", Ladders.Kept));
        var next = Decide(Ladders.Situation(begun, null, run), T0.AddMinutes(2)).Next;
        Assert.Equal((1, null, LadderVerdict.Climbed), (next.Level, next.From, next.Verdict));
        Assert.Equal(2, next.FloorBefore);
        Assert.Equal(T0.AddMinutes(2) + Ladders.ExpiresAfter, next.ExpiresAt);
        Assert.Equal(T0, next.ClimbedAt);
    }

    [Fact]
    public void The_floor_of_the_first_climb_is_kept_by_the_second()
    {
        var begun = LadderDecider.Begin(Ladders.Ladder, Ladders.On(1, T0, floorBefore: 1), Ladders.First, T0.AddHours(1));
        var run = Ladders.Ended(LadderRunbooks.Climb(Ladders.Ladder, 2), RunState.Done, ("keep", Ladders.Kept));
        Assert.Equal(1, Decide(Ladders.Situation(begun, null, run), T0.AddHours(2)).Next.FloorBefore);
    }

    public static TheoryData<RunState, bool, int> Climbs => new()
    {
        { RunState.Undone, false, 1 },
        { RunState.Undone, true, 1 },
        { RunState.Failed, false, 1 },
        { RunState.Failed, true, 2 },
        { RunState.HandedOver, false, 1 },
        { RunState.HandedOver, true, 2 },
        { RunState.Done, false, 2 },
        { RunState.Done, true, 2 },
    };

    [Theory]
    [MemberData(nameof(Climbs))]
    public void A_climb_that_failed_counts_only_if_something_of_it_stays(RunState state, bool shed, int level)
    {
        var begun = LadderDecider.Begin(Ladders.Ladder, Ladders.On(1, T0), Ladders.First, T0.AddHours(1));
        var run = Ladders.Ended(
            LadderRunbooks.Climb(Ladders.Ladder, 2),
            state,
            shed ? [("keep", Ladders.Kept), ("partial", Ladders.PageAdded)] : [("keep", Ladders.Kept)]);
        var next = Decide(Ladders.Situation(begun, null, run), T0.AddHours(2)).Next;
        Assert.Equal((level, null), (next.Level, next.From));
        Assert.Equal(2, next.FloorBefore);
        Assert.NotNull(next.ExpiresAt);
    }

    [Theory]
    [InlineData(RunState.Done, 1)]
    [InlineData(RunState.Failed, 2)]
    [InlineData(RunState.Undone, 2)]
    [InlineData(RunState.HandedOver, 2)]
    public void A_way_down_that_is_not_done_leaves_the_level_in_force(RunState state, int level)
    {
        var down = Ladders.On(2, T0) with { Level = 1, From = 2, Run = Ladders.First, ExpiresAt = null };
        Assert.Equal(2, down.InForce);
        var run = Ladders.Ended(LadderRunbooks.Down(Ladders.Ladder, 2, 1), state);
        var next = Decide(Ladders.Situation(down, null, run), T0.AddHours(2)).Next;
        Assert.Equal((level, null), (next.Level, next.From));
        Assert.Equal(T0.AddHours(2) + Ladders.ExpiresAfter, next.ExpiresAt);
    }

    [Fact]
    public void A_run_under_way_is_waited_for_without_a_word()
    {
        var begun = LadderDecider.Begin(Ladders.Ladder, LadderState.Ground, Ladders.First, T0);
        var run = Ladders.Ended(LadderRunbooks.Climb(Ladders.Ladder, 1), RunState.Undoing);
        var decision = Decide(Ladders.Situation(begun, null, run), T0.AddMinutes(1));
        Assert.Equal(new LadderDecision(begun, null, null), decision);
    }

    [Fact]
    public void A_lost_run_leaves_what_may_be_shed_in_force()
    {
        var begun = LadderDecider.Begin(Ladders.Ladder, LadderState.Ground, Ladders.First, T0);
        Assert.Equal(1, Decide(Ladders.Situation(begun, null, null), T0.AddMinutes(1)).Next.Level);
    }

    [Fact]
    public void It_comes_down_one_level_once_demand_has_fitted_long_enough()
    {
        // 70 % of the 400 requests a second that are ready.
        var play = new Timeline(Ladders.On(2, T0));
        play.Minute(1, offered: 280, LadderVerdict.Stays);
        play.Minute(2, offered: 279, LadderVerdict.Soaks);
        play.Minute(11, offered: 279, LadderVerdict.Soaks);
        var down = play.Minute(12, offered: 279, LadderVerdict.ComesDown);
        Assert.Equal((1, 2), (play.State.Level, play.State.From));
        Assert.Equal(LadderRunbooks.Down(Ladders.Ladder, 2, 1), down.Run!.Runbook);
        Assert.Equal(play.State.Run, down.Run.Id);
    }

    [Fact]
    public void One_minute_of_pressure_begins_the_soak_anew()
    {
        var play = new Timeline(Ladders.On(2, T0));
        play.Minute(1, offered: 100, LadderVerdict.Soaks);
        play.Minute(10, offered: 300, LadderVerdict.Stays);
        play.Minute(11, offered: 100, LadderVerdict.Soaks);
        play.Minute(20, offered: 100, LadderVerdict.Soaks);
        play.Minute(21, offered: 100, LadderVerdict.ComesDown);
    }

    [Fact]
    public void Missing_data_does_not_fit()
    {
        var play = new Timeline(Ladders.On(1, T0));
        play.Minute(1, offered: 100, LadderVerdict.Soaks);
        play.Minute(10, offered: null, LadderVerdict.Stays);
        play.Minute(12, offered: 100, LadderVerdict.Soaks);
        Assert.Equal(T0.AddMinutes(11), play.State.FitsSince);
    }

    [Fact]
    public void Expiry_restores_nothing_but_decides_anew_and_tells_people()
    {
        var play = new Timeline(Ladders.On(2, T0));
        play.Minute(1, offered: 390, LadderVerdict.Stays);
        var anew = play.Minute(30, offered: 390, LadderVerdict.DecidedAnew);
        Assert.Null(anew.Run);
        Assert.True(anew.Says!.Pages);
        Assert.Equal((2, T0.AddMinutes(60)), (play.State.Level, play.State.ExpiresAt));
        play.Minute(31, offered: 390, LadderVerdict.Stays);
        play.Minute(60, offered: null, LadderVerdict.DecidedAnew);
    }

    [Fact]
    public void An_expired_level_whose_demand_fitted_long_enough_comes_down()
    {
        var play = new Timeline(Ladders.On(1, T0));
        play.Minute(19, offered: 390, LadderVerdict.Stays);
        play.Minute(20, offered: 10, LadderVerdict.Soaks);
        play.Minute(30, offered: 10, LadderVerdict.ComesDown);
    }

    [Theory]
    [InlineData(AutomationMode.Observe)]
    [InlineData(AutomationMode.Paused)]
    public void Only_acting_comes_down(AutomationMode mode)
    {
        var state = Ladders.On(1, T0) with { FitsSince = T0 };
        var decision = Decide(Ladders.Situation(state, Ladders.Demand(1)).In(mode), T0.AddMinutes(15));
        Assert.Null(decision.Run);
        Assert.Equal(LadderVerdict.Withheld, decision.Next.Verdict);
        Assert.Equal(T0, decision.Next.FitsSince);
    }

    [Fact]
    public void A_hold_a_freeze_and_another_run_withhold_the_way_down()
    {
        var state = Ladders.On(1, T0) with { FitsSince = T0 };
        var now = T0.AddMinutes(15);
        var situation = Ladders.Situation(state, Ladders.Demand(1));
        var leased = ResourceState.New("web", Alarmed.Event) with { Lease = new Lease(Ladders.Second, 1, now.AddMinutes(1)) };
        LadderSituation[] withheld =
        [
            situation with { Facts = situation.Facts with { Hold = new Hold("hands off", T0, null) } },
            situation with { Facts = situation.Facts with { Resource = leased } },
            situation with { Freeze = new Freeze("whistle", T0, now.AddHours(1), [], false) },
        ];
        Assert.All(withheld, s => Assert.Equal(LadderVerdict.Withheld, Decide(s, now).Next.Verdict));
        Assert.NotNull(Decide(situation, now).Run);
    }

    [Fact]
    public void The_capacity_is_let_go_only_once_nothing_shed_has_fitted_long_enough()
    {
        var play = new Timeline(Ladders.On(0, T0));
        play.Minute(1, offered: 100, LadderVerdict.Soaks);
        play.Minute(10, offered: 100, LadderVerdict.Soaks);
        var release = play.Minute(11, offered: 100, LadderVerdict.Releases);
        Assert.Equal(new StepAction.CapacityRelease(2), Assert.Single(release.Run!.Runbook.Steps).Do);
        var run = Ladders.Ended(release.Run.Runbook, RunState.Done);
        var over = Decide(Ladders.Situation(play.State, null, run), T0.AddMinutes(12)).Next;
        Assert.True(over.IsIdle);
        Assert.Equal(new LadderDecision(over, null, null), Decide(Ladders.Situation(over, null), T0.AddMinutes(13)));
    }

    [Fact]
    public void A_level_that_the_plan_no_longer_has_is_a_persons_matter()
    {
        var situation = Ladders.Situation(Ladders.On(3, T0), Ladders.Demand(1));
        situation = situation with { Ladder = Ladders.Of([Ladders.Reduce]) };
        var decision = Decide(situation, T0.AddHours(1));
        Assert.True(decision.Says!.Pages);
        Assert.Null(decision.Run);
        Assert.Null(Decide(situation with { State = decision.Next }, T0.AddHours(2)).Says);
    }

    private static LadderDecision Decide(LadderSituation situation, DateTimeOffset now) =>
        LadderDecider.Decide(situation, () => Ladders.Second, now);

    /// <summary>One decision a minute; those between are made as well, with the demand that is given.</summary>
    private sealed class Timeline(LadderState state)
    {
        private int _minute;

        public LadderState State { get; private set; } = state;

        public LadderDecision Minute(int minute, decimal? offered, LadderVerdict verdict)
        {
            LadderDecision decision;
            do
            {
                _minute++;
                decision = Decide(
                    Ladders.Situation(State, Ladders.Demand(offered)),
                    T0.AddMinutes(_minute));
                State = decision.Next;
            }
            while (_minute < minute && decision.Run is null);
            Assert.Equal((minute, verdict), (_minute, State.Verdict));
            return decision;
        }
    }
}
