using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Tests.Operators;

/// <summary>Who may do what, row by row, and until when.</summary>
public sealed class CommandPolicyTests
{
    private const string Lead = "arn:aws:iam::123456789012:role/ops/Lead";
    private static readonly DateTimeOffset Now = Make.T0;
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly TaskId Task = TaskId.Parse("team");
    private static readonly ComponentName Front = ComponentName.Parse("front");
    private static readonly RunId Run = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    private static readonly Caller Sns = new Caller.Sns("m-1");
    private static readonly Caller Member = new Caller.Iam("arn:aws:sts::123456789012:assumed-role/Lead/kim");
    private static readonly Caller Stranger = new Caller.Iam("arn:aws:iam::123456789012:user/pat");
    private static readonly Caller Token = new Caller.Jwt("u-1", "kim@example.com", ["staff"]);

    /// <summary>One of each command; what the letters mean: SNS, IAM in a role, IAM in none, token in none.</summary>
    private static readonly Dictionary<string, (OperatorCommand Command, string May)> Table = new()
    {
        ["run.start"] = (new OperatorCommand.StartRun(RunbookName.Parse("move"), Front), ".m.."),
        ["run.start (startable, harmless)"] =
            (new OperatorCommand.StartRun(RunbookName.Parse("grow"), Front), "smit"),
        ["run.start (startable, takes away)"] =
            (new OperatorCommand.StartRun(RunbookName.Parse("heal"), Front), ".m.."),
        ["run.start (unknown)"] = (new OperatorCommand.StartRun(RunbookName.Parse("nothing"), Front), ".m.."),
        ["run.approve"] = (new OperatorCommand.ApproveRun(Run), ".mit"),
        ["run.reject"] = (new OperatorCommand.RejectRun(Run), ".mit"),
        ["run.skip"] = (new OperatorCommand.SkipStep(Run), ".m.."),
        ["run.retry"] = (new OperatorCommand.RetryRun(Run), ".m.."),
        ["run.abort"] = (new OperatorCommand.AbortRun(Run), ".m.."),
        ["pause"] = (new OperatorCommand.PauseEvent(), "smit"),
        ["resume"] = (new OperatorCommand.ResumeEvent(), ".m.."),
        ["observe"] = (new OperatorCommand.ObserveEvent(), ".m.."),
        ["phase.set"] = (new OperatorCommand.SetPhase(Phase.Live), ".m.."),
        ["floor.set"] = (new OperatorCommand.SetFloor(Front, 4), ".m.."),
        ["component.hold"] = (new OperatorCommand.HoldComponent(Front), "smit"),
        ["component.release"] = (new OperatorCommand.ReleaseComponent(Front), ".m.."),
        ["component.keep"] = (new OperatorCommand.KeepComponent(Front), ".m.."),
        ["issue.open"] = (new OperatorCommand.OpenIssue("slow"), ".m.."),
        ["issue.update"] = (new OperatorCommand.UpdateIssue(Run, Owner: "kim"), ".m.."),
        ["issue.close"] = (new OperatorCommand.CloseIssue(Run), ".m.."),
        ["alarm.acknowledge"] = (new OperatorCommand.AcknowledgeAlarm("cpu"), "smit"),
        ["restore"] = (new OperatorCommand.Restore(RestoreKind.All), ".m.."),
        ["task.done"] = (new OperatorCommand.CompleteTask(Task), "smit"),
        ["task.reopen"] = (new OperatorCommand.ReopenTask(Task), "smit"),
        ["task.assign"] = (new OperatorCommand.AssignTask(Task, "kim"), "smit"),
        ["task.move"] = (new OperatorCommand.MoveTask(Task, Make.T0), "smit"),
        ["contact.confirm"] = (new OperatorCommand.ConfirmContact("Kim"), "smit"),
        ["contact.decline"] = (new OperatorCommand.DeclineContact("Kim"), "smit"),
        ["review.attest"] = (new OperatorCommand.AttestItem("SEC-02", ReviewAnswer.Yes), ".m.."),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_command_is_for_those_whom_its_row_names(string row)
    {
        var (command, may) = Table[row];
        Caller[] callers = [Sns, Member, Stranger, Token];
        var letters = "smit";
        var found = string.Concat(callers.Select((c, i) => Refuse(command, c) is null ? letters[i] : '.'));
        Assert.Equal(may, found);
        Assert.All(callers.Where((_, i) => may[i] == '.'), c =>
        {
            var refusal = Refuse(command, c)!;
            Assert.Equal(RefusalKind.NotPermitted, refusal.Kind);
            Assert.NotEqual("", refusal.Next);
        });
    }

    [Fact]
    public void Every_command_has_a_row_and_is_called_as_on_the_wire()
    {
        var commands = typeof(OperatorCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(OperatorCommand)));
        Assert.Equal(
            commands.Select(c => c.Name).Order(),
            Table.Values.Select(t => t.Command.GetType().Name).Distinct().Order());
        var wire = typeof(OperatorCommand)
            .GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
            .ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
        Assert.All(Table.Values, t => Assert.Equal(wire[t.Command.GetType()], t.Command.Name));
    }

    [Fact]
    public void Where_the_plan_names_no_roles_IAM_decides_and_a_token_proves_too_little()
    {
        var plan = Plan with { Roles = [] };
        Assert.Null(Refuse(new OperatorCommand.ResumeEvent(), Stranger, plan));
        var refused = Refuse(new OperatorCommand.ResumeEvent(), Token, plan)!;
        Assert.Contains("names no roles", refused.Reason, StringComparison.Ordinal);
        Assert.Null(Refuse(new OperatorCommand.PauseEvent(), Token, plan));
    }

    [Theory]
    [InlineData("arn:aws:sts::123456789012:assumed-role/Lead/kim", true)]
    [InlineData("arn:aws:iam::123456789012:role/Lead", true)]
    [InlineData("arn:aws:iam::123456789012:role/other/path/Lead", true)]
    [InlineData("arn:aws:sts::999999999999:assumed-role/Lead/kim", false)]
    [InlineData("arn:aws-cn:sts::123456789012:assumed-role/Lead/kim", false)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/Leader/kim", false)]
    [InlineData("arn:aws:iam::123456789012:user/Lead", false)]
    [InlineData("arn:aws:sts::123456789012:federated-user/Lead", false)]
    [InlineData("Lead", false)]
    [InlineData("", false)]
    public void An_assumed_roles_session_counts_as_its_role(string arn, bool isMember)
    {
        EquatableList<PlanRole> roles = [new("lead", [Lead])];
        Assert.Equal(isMember ? ["lead"] : [], RoleMembership.Of(roles, new Caller.Iam(arn)));
    }

    [Fact]
    public void A_token_has_roles_by_subject_mail_or_group_and_an_SNS_message_has_none()
    {
        EquatableList<PlanRole> roles =
            [new("a", ["u-1"]), new("b", ["kim@example.com"]), new("c", ["staff"]), new("d", ["m-1", "x"])];
        Assert.Equal(["a", "b", "c"], RoleMembership.Of(roles, Token));
        Assert.Equal(["a", "c"], RoleMembership.Of(roles, new Caller.Jwt("u-1", null, ["staff"])));
        Assert.Empty(RoleMembership.Of(roles, Sns));
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(121, true)]
    public void A_command_without_notAfter_is_good_for_two_minutes(int seconds, bool isLate)
    {
        var refusal = Refuse(new OperatorCommand.ResumeEvent(), Member, at: Now.AddSeconds(-seconds));
        Assert.Equal(isLate ? RefusalKind.Late : null, refusal?.Kind);
    }

    [Fact]
    public void A_pause_is_never_too_late_unless_it_says_so()
    {
        var pause = new OperatorCommand.PauseEvent();
        Assert.Null(Refuse(pause, Sns, at: Now.AddDays(-3)));
        Assert.Equal(
            RefusalKind.Late,
            Refuse(pause, Sns, at: Now.AddDays(-3), notAfter: Now.AddDays(-3).AddHours(1))!.Kind);
    }

    [Theory]
    [InlineData(AutomationMode.Paused, -10, true)]
    [InlineData(AutomationMode.Paused, 10, false)]
    [InlineData(AutomationMode.Observe, -10, false)]
    public void What_lets_automation_act_does_not_win_over_a_later_pause(AutomationMode mode, int seconds, bool isRefused)
    {
        var head = Head with { Mode = mode, ChangedAt = Now.AddSeconds(-30) };
        var request = Request(new OperatorCommand.ResumeEvent(), Now.AddSeconds(-30 + seconds));
        var refusal = CommandPolicy.Refuse(request, Member, head, Plan, Now);
        Assert.Equal(isRefused ? RefusalKind.Conflict : null, refusal?.Kind);
    }

    private static EventHead Head { get; } = new(Sale, Phase.Live, AutomationMode.Act, "on", 1, Now.AddHours(-1));

    private static CompiledPlan Plan { get; } = Phases.Way.Plan with
    {
        Roles = [new("lead", [Lead])],
        Runbooks =
        [
            Book("grow", true, new StepAction.CapacityRaise(By: 2), new StepAction.Check()),
            Book("heal", true, new StepAction.Notify("a", "b"), new StepAction.InstanceReplace()),
            Book("move", false, new StepAction.CapacityRaise(By: 2)),
        ],
    };

    private static Runbook Book(string name, bool bySns, params StepAction[] actions) => new(
        RunbookName.Parse(name),
        EquatableList.From(actions.Select((a, i) => new RunbookStep($"s{i}", a, TimeSpan.FromMinutes(5)))),
        bySns);

    private static OperatorRequest Request(OperatorCommand command, DateTimeOffset at, DateTimeOffset? notAfter = null) =>
        new(CommandId.Parse("c-1"), Sale, command, "because", at, notAfter);

    private static CommandRefusal? Refuse(
        OperatorCommand command,
        Caller caller,
        CompiledPlan? plan = null,
        DateTimeOffset? at = null,
        DateTimeOffset? notAfter = null) =>
        CommandPolicy.Refuse(Request(command, at ?? Now, notAfter), caller, Head, plan ?? Plan, Now);
}
