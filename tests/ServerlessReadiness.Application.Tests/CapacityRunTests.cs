using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Runs that raise a floor, arm it, and take it back, from the intent in the table to the world.</summary>
public sealed class CapacityRunTests
{
    private static readonly Resource.Setting Orders =
        new(Sample.Account, Sample.Region, SettingService.EbsVolume, "vol-0a");

    private static readonly Freeze Finale = new("finale", Sample.T0, Sample.T0.AddMinutes(30), [], AllowsCapacityUp: false);

    private int _runs;

    [Fact]
    public void A_floor_is_raised_and_taken_back_and_nothing_of_it_stays_in_the_record()
    {
        var scenario = new Scenario();
        var raised = Start(scenario, new StepAction.CapacityFloor(10));
        scenario.Beats(TimeSpan.FromMinutes(10));
        Assert.Equal(RunState.Done, Run(scenario, raised).State);
        Assert.Equal((new Bounds(10, 10), new Bounds(10, 10)), (scenario.Web.Bounds, scenario.Resource.InForce));
        Assert.Equal(new Bounds(2, 8), scenario.Resource.RestorePoint!.Bounds);

        scenario.Web.Wants = _ => 5;
        var back = Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.Beats(TimeSpan.FromHours(2));

        Assert.True(Run(scenario, back).State == RunState.Done, Run(scenario, back).Reason);
        Assert.Equal((new Bounds(2, 8), 5), (scenario.Web.Bounds, scenario.Web.Desired));
        Assert.Null(scenario.Resource.RestorePoint);
        Assert.Null(scenario.Resource.InForce);
        Assert.Null(scenario.Resource.Lease);
        Assert.Empty(scenario.Pages);
    }

    [Fact]
    public void An_alarm_is_answered_between_two_steps_of_a_return_because_the_lease_is_given_back()
    {
        var scenario = Raised();
        var back = Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(9, scenario.Web.Bounds.Minimum);
        Assert.False(Run(scenario, back).IsOver);
        Assert.Null(scenario.Resource.Lease);

        Assert.Equal(AlarmVerdict.Starts, scenario.Send(Sample.Alarm("raise-1", scenario.Now)).Verdict);
        Assert.Equal(12, scenario.Web.Bounds.Minimum);
        scenario.Beats(TimeSpan.FromMinutes(4));
        Assert.Equal(12, scenario.Web.Bounds.Minimum);

        scenario.Clear("raise-1");
        scenario.Web.Wants = _ => 5;
        scenario.Beats(TimeSpan.FromHours(2));
        Assert.True(Run(scenario, back).State == RunState.Done, Run(scenario, back).Reason);
        Assert.Equal(new Bounds(2, 8), scenario.Web.Bounds);
    }

    [Fact]
    public void A_return_waits_while_an_alarm_of_the_component_fires_and_says_which()
    {
        var scenario = Raised();
        scenario.Send(Sample.Alarm("notify-1", scenario.Now));
        var back = Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.Beats(TimeSpan.FromMinutes(20));
        Assert.Equal(10, scenario.Web.Bounds.Minimum);
        Assert.Contains("notify-1", Run(scenario, back).Reason, StringComparison.Ordinal);

        scenario.Clear("notify-1");
        scenario.Beats(TimeSpan.FromMinutes(8));
        Assert.True(scenario.Web.Bounds.Minimum < 10);
    }

    [Fact]
    public void A_table_that_cannot_be_read_takes_nothing_away()
    {
        var scenario = Raised();
        var back = Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.World.ReadFault = call => call.StartsWith("read group", StringComparison.Ordinal)
            ? PortFailure.Unavailable
            : null;
        scenario.Beats(TimeSpan.FromMinutes(1));
        Assert.Equal(10, scenario.Web.Bounds.Minimum);
        Assert.NotEqual(RunState.Done, Run(scenario, back).State);
    }

    [Fact]
    public void An_armed_floor_fires_by_itself_and_is_taken_back_like_one_of_our_writes()
    {
        var scenario = new Scenario();
        ArmedFloor floor = new("readiness-sale-1", Sample.T0.AddMinutes(20), 9, null);
        var arm = Start(scenario, new StepAction.CapacityArm([floor]));

        // By Executor alone: Clock would disarm what the sample plan does not ask for.
        Resume(scenario, arm);
        Assert.Equal([floor with { Maximum = 9 }], scenario.Web.Armed);
        Assert.Equal([floor], scenario.Resource.Armed);
        Assert.Equal(new Bounds(2, 8), scenario.Resource.RestorePoint!.Bounds);

        scenario.Time.Advance(TimeSpan.FromMinutes(25));
        scenario.Web.Wants = _ => 5;
        var back = Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        Resume(scenario, back);
        Assert.Equal(8, scenario.Web.Bounds.Minimum);
        scenario.Beats(TimeSpan.FromHours(2));

        Assert.True(Run(scenario, back).State == RunState.Done, Run(scenario, back).Reason);
        Assert.Equal(2, scenario.Web.Bounds.Minimum);
        Assert.Empty(scenario.Resource.Armed);
    }

    [Fact]
    public void A_write_that_the_service_refuses_does_not_count_as_set()
    {
        var scenario = new Scenario();
        scenario.World.Fault = change => change is Change.SetGroupBounds ? (PortFailure.Refused, false) : null;
        var run = Start(scenario, new StepAction.CapacityFloor(6));
        scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(RunState.Failed, Run(scenario, run).State);
        Assert.Null(scenario.Resource.InForce);
        Assert.Null(scenario.Resource.RestorePoint);
    }

    [Fact]
    public void A_setting_is_applied_and_restored_and_waited_for_in_between()
    {
        var scenario = new Scenario(WithOrders());
        scenario.World.Settings[Orders.Key] = new SettingSnapshot([new("iops", "3000")], null, Ready: true);
        scenario.World.SettingsTake = TimeSpan.FromMinutes(12);
        var apply = Start(scenario, new StepAction.SettingApply(), "orders");
        scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.False(Run(scenario, apply).IsOver);
        scenario.Beats(TimeSpan.FromMinutes(15));
        Assert.True(Run(scenario, apply).State == RunState.Done, Run(scenario, apply).Reason);
        Assert.Equal("12000", scenario.World.Setting(Orders).Find("iops"));

        var restore = Start(scenario, new StepAction.SettingRestore(), "orders");
        scenario.Beats(TimeSpan.FromMinutes(20));
        Assert.True(Run(scenario, restore).State == RunState.Done, Run(scenario, restore).Reason);
        Assert.Equal("3000", scenario.World.Setting(Orders).Find("iops"));
        Assert.Null(scenario.Read(StateKeys.Resource(Orders.Key)).Value!.RestorePoint);
    }

    [Fact]
    public void A_freeze_holds_a_run_back_calls_a_person_once_and_lets_it_go_on_afterwards()
    {
        var scenario = new Scenario(Sample.Plan with { Freezes = [Finale] });
        var run = Start(scenario, new StepAction.CapacityFloor(6));
        scenario.Beats(TimeSpan.FromMinutes(29));

        Assert.DoesNotContain(scenario.World.Effects, e => e is not Change.Publish);
        Assert.Contains("freeze \"finale\"", Run(scenario, run).Reason, StringComparison.Ordinal);
        Assert.Contains("frozen", Assert.Single(scenario.World.Messages).Subject, StringComparison.Ordinal);
        var held = Assert.Single(scenario.Journal(), e => e.Verdict == "withheld");
        Assert.Equal((JournalKind.Progress, run), (held.Kind, held.Run));
        Assert.Null(scenario.Resource.Lease);

        scenario.Beats(TimeSpan.FromMinutes(12));
        Assert.True(Run(scenario, run).State == RunState.Done, Run(scenario, run).Reason);
        Assert.Equal(6, scenario.Web.Bounds.Minimum);
    }

    [Fact]
    public void A_freeze_that_allows_it_lets_capacity_be_added_and_nothing_else()
    {
        var scenario = new Scenario(Sample.Plan with { Freezes = [Finale with { AllowsCapacityUp = true }] });
        Start(scenario, new StepAction.CapacityFloor(6));
        scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(6, scenario.Web.Bounds.Minimum);

        Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.Beats(TimeSpan.FromMinutes(20));
        Assert.Equal(6, scenario.Web.Bounds.Minimum);
        Assert.Single(scenario.World.Messages);
    }

    [Fact]
    public void A_freeze_added_by_a_newer_plan_holds_an_older_plans_run()
    {
        var scenario = Raised();
        Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.Beats(TimeSpan.FromMinutes(1));
        var now = scenario.Web.Bounds.Minimum;
        scenario.Apply(Sample.Plan with { Freezes = [Finale with { Until = scenario.Now.AddMinutes(40) }] });
        scenario.Beats(TimeSpan.FromMinutes(39));
        Assert.Equal(now, scenario.Web.Bounds.Minimum);
        scenario.Beats(TimeSpan.FromMinutes(10));
        Assert.True(scenario.Web.Bounds.Minimum < now);
    }

    [Fact]
    public void An_alarm_under_a_freeze_calls_a_person_instead()
    {
        var scenario = new Scenario(Sample.Plan with { Freezes = [Finale] });
        Assert.Equal(AlarmVerdict.Frozen, scenario.Send(Sample.Alarm("raise-1", scenario.Now)).Verdict);
        Assert.Empty(scenario.Runs);
        Assert.Contains("finale", Assert.Single(scenario.World.Messages).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AutomationMode.Paused)]
    [InlineData(AutomationMode.Observe)]
    public void A_mode_that_does_not_act_leaves_no_trace_of_the_step_it_withholds(AutomationMode mode)
    {
        var scenario = Raised();
        scenario.SetMode(mode);
        var before = scenario.Resource;
        Start(scenario, new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)));
        scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(10, scenario.Web.Bounds.Minimum);
        Assert.Equal((before.InForce, before.RestorePoint), (scenario.Resource.InForce, scenario.Resource.RestorePoint));
    }

    private Scenario Raised()
    {
        var scenario = new Scenario();
        Start(scenario, new StepAction.CapacityFloor(10));
        scenario.Beats(TimeSpan.FromMinutes(6));
        Assert.Equal(10, scenario.Web.Serving);
        return scenario;
    }

    private RunId Start(Scenario scenario, StepAction action, string component = "front")
    {
        _runs++;
        var id = RunId.Parse($"01ARZ3NDEKTSV4RRFFQ69G5F{_runs:00}");
        var run = Core.Runbooks.Run.Start(
            Sample.Event,
            id,
            new Runbook(RunbookName.Parse("test"), [new RunbookStep("step", action, TimeSpan.FromHours(12), OnFailure.Stop)]),
            ComponentName.Parse(component),
            null,
            scenario.Head.PlanVersion,
            new RunTrigger.ByPlan("a test"),
            scenario.Now);
        scenario.Commit(StateKeys.Run(Sample.Event, id).Put(run, 0, run.DueAt));
        return id;
    }

    private static void Resume(Scenario scenario, RunId run) =>
        scenario.Play(async () => (await scenario.NewHost().Runs.ResumeAsync(
            Sample.Event,
            run,
            scenario.Now.AddMinutes(2),
            CancellationToken.None))!);

    private static Run Run(Scenario scenario, RunId id) => scenario.Read(StateKeys.Run(Sample.Event, id)).Value!;

    private static CompiledPlan WithOrders() => Sample.Plan with
    {
        Components = Sample.Plan.Components.Add(
            new Component(ComponentName.Parse("orders"), Orders, 0, 1, 0, TimeSpan.FromMinutes(5), [])
            {
                Settings = [new("iops", "12000")],
            }),
    };
}
