using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

public sealed class PlanCheckTests
{
    private static readonly CompiledPlan Valid = new(
        EventId.Parse("sale"),
        "Spring sale",
        "Asia/Seoul",
        [new(Make.T0.AddDays(-1), TimeSpan.FromHours(9), "KST")],
        new(Make.T0, Make.T0.AddHours(1), Make.T0.AddHours(5), Make.T0.AddHours(8)),
        [Make.Component(), Make.Component(resource: Make.Tasks) with { Name = ComponentName.Parse("tasks") }],
        [new("cpu", new("front cpu*"), ComponentName.Parse("front"), AlarmRole.Trigger, RunbookName.Parse("grow"))],
        [new(RunbookName.Parse("grow"), [new("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(10))])],
        TimeSpan.FromMinutes(15));

    private static readonly Resource.StandaloneInstances Pets =
        new("123456789012", "ap-northeast-2", [Make.Id(1), Make.Id(2)]);

    private static readonly Budget Replace = Budget.DefaultFor(ActionClass.Replace);

    /// <summary>A plan with one thing wrong, where, and a word of the cause.</summary>
    private static readonly (string Path, string Cause, CompiledPlan Plan)[] Wrong =
    [
        ("name", "no name", Valid with { Name = " " }),
        ("timeZone", "no time zone", Valid with { TimeZone = "" }),
        ("alarmLimit", "no time", Valid with { AlarmLimit = TimeSpan.Zero }),
        ("schedule.live", "not after prewarm", Valid with { Schedule = Valid.Schedule with { Live = Make.T0 } }),
        ("schedule.closed", "not after cooldown",
            Valid with { Schedule = Valid.Schedule with { Closed = Make.T0.AddHours(5) } }),
        ("offsets", "missing", Valid with { Offsets = [] }),
        ("offsets[1].from", "not after", Valid with { Offsets = Valid.Offsets.Add(Valid.Offsets[0]) }),
        ("components[0].floor", "negative", First(c => c with { Floor = -1 })),
        ("components[0].floor", "above the ceiling", First(c => c with { Floor = 11 })),
        ("components[0].ceiling", "no capacity", First(c => c with { Floor = 0, Ceiling = 0 })),
        ("components[0].minimumHealthyPercent", "no share", First(c => c with { MinimumHealthyPercent = 101 })),
        ("components[0].minimumHealthyPercent", "no share", First(c => c with { MinimumHealthyPercent = -1 })),
        ("components[0].alarmCooldown", "no time", First(c => c with { AlarmCooldown = TimeSpan.FromSeconds(-1) })),
        ("components[0].resource.account", "12345",
            First(c => c with { Resource = Group("12345", "ap-northeast-2", "web") })),
        ("components[0].resource.region", "Seoul",
            First(c => c with { Resource = Group("123456789012", "Seoul", "web") })),
        ("components[0].resource.name", "empty",
            First(c => c with { Resource = Group("123456789012", "us-gov-west-1", "") })),
        ("components[1].resource.resourceId", "empty", Second(c => c with
        {
            Resource = new Resource.ScalableTarget("123456789012", "eu-west-1", "ecs", "", "d"),
        })),
        ("components[1].resource.ids", "no instance",
            Second(c => c with { Resource = Pets with { Ids = [] } })),
        ("components[0].budgets[0].count", "negative",
            Budgets(Replace with { Count = -1 })),
        ("components[0].budgets[0].window", "no window",
            Budgets(Replace with { Window = default })),
        ("components[0].budgets[0].cooldown", "negative",
            Budgets(Replace with { Cooldown = TimeSpan.FromSeconds(-1) })),
        ("components[0].budgets[0].sharePercent", "no share",
            Budgets(Replace with { SharePercent = 0 })),
        ("components[0].budgets[1].class", "used by",
            Budgets(Replace, Replace)),
        ("components[1].name", "used by components[0]", Second(c => c with { Name = ComponentName.Parse("front") })),
        ("components[1].resource", "used by components[0]", Second(c => c with { Resource = Make.WebGroup })),
        ("components[3].resource.ids", "belongs to components[2]", Valid with
        {
            Components = Valid.Components
                .Add(Make.Component(resource: Pets) with { Name = ComponentName.Parse("pets") })
                .Add(Make.Component(resource: Pets with { Ids = [Make.Id(2)] }) with
                {
                    Name = ComponentName.Parse("cats"),
                }),
        }),
        ("runbooks[1].name", "used by runbooks[0]", Valid with { Runbooks = Valid.Runbooks.Add(Valid.Runbooks[0]) }),
        ("runbooks[1].name", "call people", Valid with
        {
            Runbooks = Valid.Runbooks.Add(Valid.Runbooks[0] with { Name = RunbookName.Parse("page") }),
        }),
        ("runbooks[0].steps", "no steps", Valid with { Runbooks = [Valid.Runbooks[0] with { Steps = [] }] }),
        ("runbooks[0].steps[1].name", "used by", Valid with
        {
            Runbooks = [Valid.Runbooks[0] with { Steps = Valid.Runbooks[0].Steps.Add(Valid.Runbooks[0].Steps[0]) }],
        }),
        ("runbooks[0].steps[0].name", "no name", Step(s => s with { Name = "" })),
        ("runbooks[0].steps[0].timeout", "no time", Step(s => s with { Timeout = TimeSpan.Zero })),
        ("runbooks[0].steps[0].do", "neither", Step(s => s with { Do = new StepAction.CapacityRaise() })),
        ("runbooks[0].steps[0].do", "both", Step(s => s with { Do = new StepAction.CapacityRaise(1, 1) })),
        ("runbooks[0].steps[0].do.by", "raises nothing",
            Step(s => s with { Do = new StepAction.CapacityRaise(By: 0) })),
        ("runbooks[0].steps[0].do.byPercent", "out of range",
            Step(s => s with { Do = new StepAction.CapacityRaise(ByPercent: -5) })),
        ("runbooks[0].steps[0].do.subject", "101",
            Step(s => s with { Do = new StepAction.Notify(new string('x', 101), "t") })),
        ("runbooks[0].steps[0].do.subject", "empty", Step(s => s with { Do = new StepAction.Notify("", "t") })),
        ("runbooks[0].steps[0].do.subject", "ASCII", Step(s => s with { Do = new StepAction.Notify("경보", "t") })),
        ("runbooks[0].steps[0].do.text", "empty", Step(s => s with { Do = new StepAction.Notify("s", "") })),
        ("runbooks[0].steps[0].do.securityGroupId", "no security group",
            Step(s => s with { Do = new StepAction.InstanceQuarantine("web") })),
        ("responses[0].name", "no name", Response(r => r with { Name = "" })),
        ("responses[1].name", "used by", Valid with { Responses = Valid.Responses.Add(Valid.Responses[0]) }),
        ("responses[0].alarm", "nothing selects", Response(r => r with { Alarm = new(null) })),
        ("responses[0].alarm", "both", Response(r => r with { Alarm = new("a", "AWS/EC2", "CPU") })),
        ("responses[0].alarm", "in part", Response(r => r with { Alarm = new(null, "AWS/EC2") })),
        ("responses[0].alarm.namePattern", "empty", Response(r => r with { Alarm = new("") })),
        ("responses[0].component", "no component \"back\"",
            Response(r => r with { Component = ComponentName.Parse("back") })),
        ("responses[0].runbook", "without a runbook", Response(r => r with { Runbook = null })),
        ("responses[0].runbook", "role StopCondition", Response(r => r with { Role = AlarmRole.StopCondition })),
        ("responses[0].runbook", "no runbook \"shrink\"",
            Response(r => r with { Runbook = RunbookName.Parse("shrink") })),
        ("responses[0].runbook", "instance.replace, which is not possible",
            Step(s => s with { Do = new StepAction.InstanceReplace() }) with
        {
            Responses = [Valid.Responses[0] with { Component = ComponentName.Parse("tasks") }],
        }),
    ];

    public static TheoryData<int> Indexes() => [.. Enumerable.Range(0, Wrong.Length)];

    [Fact]
    public void A_valid_plan_has_no_problems() => Assert.Empty(PlanCheck.Check(Valid));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void One_thing_wrong_is_one_problem_with_its_place_and_cause(int index)
    {
        var (path, cause, plan) = Wrong[index];
        var problem = Assert.Single(PlanCheck.Check(plan));
        Assert.Equal(path, problem.Path);
        Assert.Contains(cause, problem.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(problem.NextStep);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var plan = Valid with
        {
            Name = "",
            Components = [Valid.Components[0] with { Floor = 99 }],
            Responses = [Valid.Responses[0] with { Runbook = RunbookName.Parse("shrink") }],
            Runbooks = [Valid.Runbooks[0] with { Steps = [] }],
        };
        Assert.Equal(
            ["name", "components[0].floor", "runbooks[0].steps", "responses[0].runbook"],
            PlanCheck.Check(plan).Select(p => p.Path));
    }

    [Fact]
    public void A_response_whose_component_the_alarm_names_may_use_any_runbook() =>
        Assert.Empty(PlanCheck.Check(Response(r => r with { Component = null })));

    [Fact]
    public void Instances_without_a_group_need_no_ceiling() =>
        Assert.Empty(PlanCheck.Check(Second(c => c with { Resource = Pets, Floor = 0, Ceiling = 0 })));

    private static CompiledPlan First(Func<Component, Component> change) =>
        Valid with { Components = Valid.Components.With(0, change(Valid.Components[0])) };

    private static CompiledPlan Second(Func<Component, Component> change) =>
        Valid with { Components = Valid.Components.With(1, change(Valid.Components[1])) };

    private static CompiledPlan Budgets(params Budget[] budgets) =>
        First(c => c with { Budgets = EquatableList.From(budgets) });

    private static CompiledPlan Step(Func<RunbookStep, RunbookStep> change) =>
        Valid with { Runbooks = [Valid.Runbooks[0] with { Steps = [change(Valid.Runbooks[0].Steps[0])] }] };

    private static CompiledPlan Response(Func<Response, Response> change) =>
        Valid with { Responses = [change(Valid.Responses[0])] };

    private static Resource.AutoScalingGroup Group(string account, string region, string name) =>
        new(account, region, name);
}
