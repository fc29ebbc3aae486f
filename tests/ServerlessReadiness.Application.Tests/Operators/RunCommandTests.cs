using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests.Operators;

/// <summary>People start runs and answer what runs ask.</summary>
public sealed class RunCommandTests
{
    private static readonly RunbookName Ask = RunbookName.Parse("ask");
    private static readonly Caller Lead = new Caller.Iam("arn:aws:sts::123456789012:assumed-role/Lead/kim");
    private static readonly Caller Other = new Caller.Iam("arn:aws:sts::123456789012:assumed-role/Ops/pat");

    private readonly Desk _desk = new(Sample.Plan with
    {
        Roles =
        [
            new PlanRole("lead", ["arn:aws:iam::123456789012:role/Lead"]),
            new PlanRole("ops", ["arn:aws:iam::123456789012:role/Ops"]),
        ],
        Runbooks = EquatableList.From(Sample.Plan.Runbooks.Append(new Runbook(
            Ask,
            [
                new RunbookStep("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(30))
                {
                    Approval = new ApprovalTerms(["lead"], TimeSpan.FromMinutes(10), ApprovalDefault.Reject, "May we?"),
                },
            ]))),
    });

    [Fact]
    public void A_floor_is_raised_by_a_run_and_never_above_the_ceiling()
    {
        var set = _desk.Give(new OperatorCommand.SetFloor(Sample.Front, 6), Other);
        Assert.True(set.State == CommandState.Done, set.Words);
        _desk.Scenario.BeatsUntilOver(TimeSpan.FromMinutes(20));
        Assert.Equal(6, _desk.Scenario.World.Group("web").Bounds.Minimum);
        Assert.Equal(RunState.Done, RunOf(set.Run!.Value).State);
        Assert.Equal(RefusalKind.Invalid, _desk.Give(new OperatorCommand.SetFloor(Sample.Front, 13), Other).Refusal);
    }

    [Fact]
    public void A_step_waits_for_its_role_and_only_its_first_answer_counts()
    {
        var run = Start();
        Assert.Equal(RefusalKind.NotPermitted, _desk.Give(new OperatorCommand.ApproveRun(run), Other).Refusal);
        Assert.Equal(RefusalKind.NotPermitted, _desk.Give(new OperatorCommand.ApproveRun(run), Desk.Sns).Refusal);
        var approved = _desk.Give(new OperatorCommand.ApproveRun(run), Lead);
        Assert.True(approved.State == CommandState.Done, approved.Words);
        Assert.Equal(run, approved.Run);
        Assert.Equal(RefusalKind.Impossible, _desk.Give(new OperatorCommand.RejectRun(run), Lead).Refusal);
        _desk.Scenario.BeatsUntilOver(TimeSpan.FromMinutes(20));
        Assert.Equal(RunState.Done, RunOf(run).State);
        Assert.Equal(4 + 2, _desk.Scenario.World.Group("web").Desired);
    }

    [Fact]
    public void An_approval_after_its_time_changes_nothing()
    {
        var run = Start();
        _desk.Scenario.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(CommandState.Refused, _desk.Give(new OperatorCommand.ApproveRun(run), Lead).State);
        _desk.Scenario.BeatsUntilOver(TimeSpan.FromMinutes(20));
        Assert.Equal(4, _desk.Scenario.World.Group("web").Desired);
    }

    [Theory]
    [InlineData("nothing", "front", RefusalKind.Unknown)]
    [InlineData("raise", "nothing", RefusalKind.Unknown)]
    [InlineData("replace", "api", RefusalKind.Impossible)]
    public void What_the_plan_does_not_know_is_told_from_what_cannot_be_done(string runbook, string component, RefusalKind kind)
    {
        var refused = _desk.Give(
            new OperatorCommand.StartRun(RunbookName.Parse(runbook), ComponentName.Parse(component)),
            Other);
        Assert.Equal(kind, refused.Refusal);
        Assert.NotNull(refused.Next);
        Assert.Empty(_desk.Scenario.Runs);
    }

    [Theory]
    [InlineData(AutomationMode.Paused)]
    [InlineData(AutomationMode.Observe)]
    public void Nothing_is_started_where_automation_may_not_act(AutomationMode mode)
    {
        _desk.Scenario.SetMode(mode);
        Assert.Equal(
            RefusalKind.Impossible,
            _desk.Give(new OperatorCommand.SetFloor(Sample.Front, 6), Other).Refusal);
        Assert.Empty(_desk.Scenario.Runs);
    }

    [Fact]
    public void A_run_that_is_not_there_is_unknown() => Assert.Equal(
        RefusalKind.Unknown,
        _desk.Give(new OperatorCommand.AbortRun(RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV")), Other).Refusal);

    [Fact]
    public void A_run_is_ended_by_a_person()
    {
        var run = Start();
        var ended = _desk.Give(new OperatorCommand.AbortRun(run), Other);
        Assert.True(ended.State == CommandState.Done, ended.Words);
        _desk.Scenario.BeatsUntilOver(TimeSpan.FromMinutes(10));
        Assert.True(RunOf(run).IsOver);
        Assert.Equal(4, _desk.Scenario.World.Group("web").Desired);
    }

    private RunId Start()
    {
        var started = _desk.Give(new OperatorCommand.StartRun(Ask, Sample.Front), Other);
        Assert.True(started.State == CommandState.Done, started.Words);
        Assert.Equal(StepState.Asking, RunOf(started.Run!.Value).Steps[0].State);
        return started.Run!.Value;
    }

    private Run RunOf(RunId id) => _desk.Scenario.Read(StateKeys.Run(Sample.Event, id)).Value!;
}
