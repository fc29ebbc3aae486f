using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Runs;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

/// <summary>What a plan's check says of a step's terms and of parameters.</summary>
public sealed class StepCheckTests
{
    private static readonly RunbookStep Sound = Steps.Tell("one");

    public static TheoryData<string, RunbookStep, string> Wrong => new()
    {
        { "steps[0].on", Sound with { On = ComponentName.Parse("nobody") }, "there is no component \"nobody\"" },
        { "steps[0].on", Raise with { On = ComponentName.Parse("pets") }, "capacity.raise is not possible on instances" },
        { "steps[0].when[0]", Sound with { When = [new StepCondition.AlarmIs("web-*", true)] }, "names no one alarm" },
        { "steps[0].when[0]", Sound with { When = [new StepCondition.MetricIs("speed", 1, null)] }, "there is no metric \"speed\"" },
        { "steps[0].verify[0]", Sound with { Verify = [new StepCondition.MetricIs("latency", null, null)] }, "not exactly one" },
        { "steps[0].retries", Sound with { Retries = 11 }, "11 is out of range" },
        { "steps[0].retryAfter", Sound with { RetryAfter = TimeSpan.FromDays(2) }, "out of range" },
        { "steps[0].timeout", Sound with { Do = new StepAction.Pause(TimeSpan.FromHours(1)) }, "would time out while it waits" },
        { "steps[0].do.for", Sound with { Do = new StepAction.Pause(TimeSpan.Zero) }, "no time to wait" },
        { "steps[0].verify", Sound with { Do = new StepAction.Check() }, "checks nothing" },
        { "steps[0].approval.roles", Asks([]), "nobody may answer" },
        { "steps[0].approval.roles", Asks(["king"]), "there is no role \"king\"" },
        { "steps[0].approval.question", Asks(["owner"]) with { Approval = new(["owner"], TimeSpan.FromHours(1), default, "") }, "nothing is asked" },
        { "steps[0].approval.expiresAfter", Asks(["owner"]) with { Approval = new(["owner"], TimeSpan.Zero, default, "Go?") }, "no time to answer" },
        { "steps[0].insteadOf", Sound with { InsteadOf = "two" }, "no earlier step is named \"two\"" },
        { "steps[0].do.by", Raise with { Bindings = [new("by", "share")] }, "by takes a Whole, and parameter share is a Percent" },
        { "steps[0].do.byPercent", Raise with { Bindings = [new("byPercent", "part")] }, "has no parameter \"part\"" },
        { "steps[0].do.floor", Raise with { Bindings = [new("floor", "share")] }, "takes no parameter" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_step_that_cannot_work_is_found_where_it_stands(string path, RunbookStep step, string words)
    {
        var problems = Check(new Runbook(RunbookName.Parse("fix"), [step]) { Parameters = [Share] });
        var problem = Assert.Single(problems, p => p.Path == $"runbooks[0].{path}");
        Assert.Contains(words, problem.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(problem.NextStep);
    }

    [Fact]
    public void A_step_with_everything_right_has_no_problem()
    {
        var first = Raise with
        {
            On = ComponentName.Parse("front"),
            OnFailure = OnFailure.Continue,
            When = [new StepCondition.AlarmIs("busy", true)],
            Verify = [new StepCondition.MetricIs("latency", null, 0.4m)],
            Retries = 10,
            RetryAfter = TimeSpan.FromDays(1),
            Approval = Asks(["owner"]).Approval,
            Bindings = [new("byPercent", "share")],
        };
        Assert.Empty(Check(new Runbook(RunbookName.Parse("fix"), [first, Sound with { Name = "two", InsteadOf = "raise" }]) { Parameters = [Share] }));
    }

    [Fact]
    public void A_step_stands_only_for_one_after_which_the_run_goes_on() => Assert.Contains(
        Check(new Runbook(RunbookName.Parse("fix"), [Sound, Sound with { Name = "two", InsteadOf = "one" }])),
        p => p.Path == "runbooks[0].steps[1].insteadOf" && p.NextStep.Contains("onFailure: continue", StringComparison.Ordinal));

    [Theory]
    [InlineData("Share", ParameterType.Percent, null, null, null, "name")]
    [InlineData("reason", ParameterType.Text, null, null, null, "name")]
    [InlineData("share", ParameterType.Text, null, 1, null, "")]
    [InlineData("share", ParameterType.Whole, null, 5, 4, "minimum")]
    [InlineData("share", ParameterType.Whole, "9", null, 4, "default")]
    [InlineData("instance", ParameterType.Whole, null, null, null, "type")]
    public void A_parameter_that_nothing_fits_is_found(string name, ParameterType type, string? standard, int? minimum, int? maximum, string field)
    {
        var runbook = new Runbook(RunbookName.Parse("fix"), [Sound])
        {
            Parameters = [new(name, type, standard, [], minimum, maximum)],
        };
        var path = field.Length == 0 ? "runbooks[0].parameters[0]" : $"runbooks[0].parameters[0].{field}";
        Assert.Contains(Check(runbook), p => p.Path == path);
    }

    [Theory]
    [InlineData("heal-instance", null)]
    [InlineData("scale-out", null)]
    [InlineData("shift-region", "is not started by an alarm alone")]
    [InlineData("no-such", "there is no runbook")]
    public void A_response_may_name_a_built_in_runbook_that_fits(string runbook, string? words)
    {
        var response = new Response("busy", new AlarmSelector("busy"), ComponentName.Parse("front"), AlarmRole.Trigger, RunbookName.Parse(runbook));
        var problems = PlanCheck.Check(Plan with { Responses = [response] }).Where(p => p.Path.StartsWith("responses", StringComparison.Ordinal));
        Assert.Equal(words is null ? 0 : 1, problems.Count(p => words is null || p.Cause.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_runbook_that_an_alarm_starts_gives_its_parameters_defaults()
    {
        var runbook = new Runbook(RunbookName.Parse("fix"), [Sound]) { Parameters = [Share with { Default = null }] };
        var response = new Response("busy", new AlarmSelector("busy"), ComponentName.Parse("front"), AlarmRole.Trigger, runbook.Name);
        Assert.Contains(
            PlanCheck.Check(Plan with { Runbooks = [runbook], Responses = [response] }),
            p => p.Cause.Contains("needs the parameter share", StringComparison.Ordinal));
    }

    private static RunbookParameter Share { get; } = new("share", ParameterType.Percent, "50%", [], 1, 100);

    private static RunbookStep Raise { get; } =
        new("raise", new StepAction.CapacityRaise(ByPercent: 50), TimeSpan.FromMinutes(5));

    private static CompiledPlan Plan { get; } = RunbookBindingTests.Plan(
        Make.Component(),
        Make.Component(resource: new Resource.StandaloneInstances("123456789012", "ap-northeast-2", [Make.Id(9)])) with
        {
            Name = ComponentName.Parse("pets"),
        }) with
    {
        Roles = [new("owner", ["kim@example.com"])],
        Metrics = [new("latency", null, "123456789012", "ap-northeast-2", "AWS/X", "Latency", [], "p99", null)],
    };

    private static RunbookStep Asks(EquatableList<string> roles) =>
        Sound with { Approval = new(roles, TimeSpan.FromHours(1), ApprovalDefault.Reject, "Go?") };

    private static IEnumerable<PlanProblem> Check(Runbook runbook) =>
        PlanCheck.Check(Plan with { Runbooks = [runbook] }).Where(p => p.Path.StartsWith("runbooks", StringComparison.Ordinal));
}
