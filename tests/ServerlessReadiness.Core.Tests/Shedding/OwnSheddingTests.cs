using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Shedding;

public sealed class OwnSheddingTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly DateTimeOffset Later = T0.AddMinutes(1);
    private static readonly Component EdgeComponent =
        new(Ladders.Edge, Ladders.Listener, 0, 0, 0, TimeSpan.FromMinutes(5), []);

    [Fact]
    public void The_503s_of_our_own_page_climb_nothing_while_it_is_up()
    {
        var errors = Metric("HTTPCode_ELB_5XX_Count", T0.AddMinutes(-10));
        Assert.Contains("partial", Of(level: 2, errors, OfFront), StringComparison.Ordinal);
        Assert.Null(Of(level: 1, errors, OfFront));
    }

    [Fact]
    public void The_errors_of_the_targets_are_still_pressure() =>
        Assert.Null(Of(level: 3, Metric("HTTPCode_Target_5XX_Count", Later), OfFront));

    [Fact]
    public void The_503s_of_another_load_balancer_are_not_ours()
    {
        AlarmTransition Of503(string name) => Metric("HTTPCode_ELB_503_Count", Later) with
        {
            Dimensions = [new AlarmDimension("LoadBalancer", name)],
        };
        Assert.Null(Of(level: 2, Of503("app/other/60dc6c495c0c9199"), OfFront));
        Assert.NotNull(Of(level: 2, Of503("app/shop/50dc6c495c0c9188"), OfFront));
    }

    [Fact]
    public void An_alarm_of_what_a_step_acts_on_is_ours_when_it_began_after_the_climb()
    {
        Assert.NotNull(Of(level: 2, Alarmed.Transition(Later), OfEdge));
        Assert.Null(Of(level: 2, Alarmed.Transition(T0.AddMinutes(-1)), OfEdge));
        Assert.Null(Of(level: 1, Alarmed.Transition(Later), OfEdge));
        Assert.Null(Of(level: 0, Alarmed.Transition(Later), OfEdge));
    }

    [Fact]
    public void The_pressure_itself_is_never_ours() => Assert.Null(Of(level: 2, Alarmed.Transition(Later), OfFront));

    [Fact]
    public void Capacity_is_added_and_people_are_told_on_any_alarm()
    {
        Assert.Null(Of(level: 2, Alarmed.Transition(Later), OfEdge, ActionClass.CapacityUp));
        Assert.Null(Of(level: 2, Alarmed.Transition(Later), OfEdge, ActionClass.None));
        Assert.NotNull(Of(level: 2, Alarmed.Transition(Later), OfEdge, ActionClass.Replace));
    }

    [Fact]
    public void No_shedding_makes_an_instance_ill()
    {
        var ill = Alarmed.Transition(Later) with { Dimensions = [new AlarmDimension("InstanceId", "i-00000001")] };
        Assert.Null(Of(level: 2, ill, OfEdge, ActionClass.Replace));
    }

    [Fact]
    public void Such_an_alarm_starts_nothing_and_reaches_a_person_after_the_plans_limit()
    {
        var situation = Alarmed.Situation with { ActionClass = ActionClass.Traffic, OwnShedding = "it is the page's" };
        var first = AlarmDecider.Decide(situation, Alarmed.Transition(T0), T0);
        Assert.Equal((AlarmVerdict.OwnShedding, false), (first.Verdict, first.Page));
        var again = situation.After(first).Again();
        var late = AlarmDecider.Decide(again, Alarmed.Transition(T0), T0.AddMinutes(16));
        Assert.Equal((AlarmVerdict.OwnShedding, true), (late.Verdict, late.Page));
    }

    [Fact]
    public void At_the_top_of_the_ladder_a_person_is_called()
    {
        var decision = AlarmDecider.Decide(Climbing(new LadderClimb.Top("all is shed")), Alarmed.Transition(T0), T0);
        Assert.Equal((AlarmVerdict.TopOfLadder, true, "all is shed"), (decision.Verdict, decision.Page, decision.Reason));
    }

    [Fact]
    public void While_a_level_soaks_the_alarm_waits_for_its_end()
    {
        var soaks = new LadderClimb.Soaks(T0.AddMinutes(3), "it soaks");
        var decision = AlarmDecider.Decide(Climbing(soaks), Alarmed.Transition(T0), T0);
        Assert.Equal((AlarmVerdict.CoolingDown, T0.AddMinutes(3)), (decision.Verdict, decision.Memory!.LookAgainAt));
        var busy = AlarmDecider.Decide(Climbing(new LadderClimb.Busy("a run")), Alarmed.Transition(T0), T0);
        Assert.Equal(AlarmVerdict.LeaseHeld, busy.Verdict);
    }

    [Fact]
    public void One_alarm_climbs_as_many_levels_as_there_are()
    {
        var situation = Climbing(new LadderClimb.Next(5));
        var many = AlarmDecider.Decide(situation, Alarmed.Transition(T0), T0).Memory! with { Answers = 9, LookAgainAt = T0 };
        var again = situation with { Memory = many, LooksAgain = true };
        Assert.Equal(AlarmVerdict.Starts, AlarmDecider.Decide(again, Alarmed.Transition(T0), T0).Verdict);
        Assert.Equal(
            AlarmVerdict.Exhausted,
            AlarmDecider.Decide(again with { Climb = null }, Alarmed.Transition(T0), T0).Verdict);
    }

    private static AlarmSituation Climbing(LadderClimb climb) => Alarmed.Situation with
    {
        ActionClass = ActionClass.Traffic,
        Confirmed = AlarmStateValue.Alarm,
        Climb = climb,
    };

    private static ResponseMatch OfFront => new(
        Alarmed.Response with { Runbook = LadderRunbooks.ShedName },
        Ladders.Front,
        null);

    private static ResponseMatch OfEdge => new(Alarmed.Response with { Component = Ladders.Edge }, EdgeComponent, null);

    private static AlarmTransition Metric(string name, DateTimeOffset at) =>
        Alarmed.Transition(at) with { Metrics = [new AlarmMetric("AWS/ApplicationELB", name)] };

    private static string? Of(
        int level,
        AlarmTransition transition,
        ResponseMatch match,
        ActionClass actionClass = ActionClass.Traffic) => OwnShedding.Of(
        LadderPlans.Plan,
        new Dictionary<ComponentName, LadderState> { [Ladders.Front.Name] = Ladders.On(level, T0) },
        match,
        actionClass,
        transition);
}
