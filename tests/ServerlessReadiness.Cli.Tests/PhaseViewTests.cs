using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Cli.Tests;

public sealed class PhaseViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly ComponentName Web = ComponentName.Parse("web");

    [Fact]
    public void People_see_stages_what_is_armed_both_branches_issues_and_what_it_costs()
    {
        var text = Text(Status());
        string[] expected =
        [
            "Raising",
            "Armed outside us: group web-asg: minimum 10 at 2026-11-27 01:00:00Z (readiness-sale-1)",
            "Return to normal, technical: WaitingForRange: metric requests has no data",
            "1 \"tell customers\": confirmed by kim",
            "2 \"limits\": open",
            "CapacityShortage",
            "Beyond the normal: 15.00 USD so far, 5.00 USD an hour; the plan's limit is 100.00 USD",
        ];
        Assert.All(expected, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Programs_see_the_same()
    {
        var json = new JsonObject();
        PhaseView.AddTo(json, Status(), Now);
        Assert.Equal("Raising", (string?)json["stages"]![0]!["state"]);
        Assert.Equal(10, (int)json["armed"]![0]!["minimum"]!);
        Assert.Equal("WaitingForRange", (string?)json["return"]!["technical"]);
        Assert.Equal("kim", (string?)json["return"]!["operational"]![0]!["confirmedBy"]);
        Assert.Equal("CapacityShortage", (string?)json["issues"]![0]!["kind"]);
        Assert.Equal(15m, (decimal)json["spend"]!["total"]!);
    }

    [Fact]
    public void A_floor_whose_instant_is_past_is_not_armed_any_more()
    {
        var json = new JsonObject();
        PhaseView.AddTo(json, Status(), Now.AddHours(2));
        Assert.Empty(json["armed"]!.AsArray());
    }

    private static string Text(EventStatus status)
    {
        using var output = new StringWriter();
        var around = new CliSurroundings(output, output, _ => null, TimeProvider.System, "tester", false, 200);
        PhaseView.Show(new Screen(around, json: false), status, Now);
        return output.ToString();
    }

    private static EventStatus Status()
    {
        var resource = new Resource.AutoScalingGroup("123456789012", "ap-northeast-2", "web-asg");
        var component = new Component(Web, resource, 4, 20, 50, TimeSpan.FromMinutes(5), []);
        var plan = new CompiledPlan(
            Sale,
            "Sale",
            "Asia/Seoul",
            [],
            new EventSchedule(Now, Now.AddHours(2), Now.AddHours(4), Now.AddHours(6)),
            [component],
            [],
            [],
            TimeSpan.FromMinutes(15))
        {
            Stages = [new PrewarmStage(1, Now.AddHours(1), Now.AddMinutes(90), [new StageGoal(Web, 10)])],
            Guardrails = new Guardrails(Now.AddHours(7), 100m, "USD"),
            ReturnToNormal = ReturnToNormal.Default with { Operational = ["tell customers", "limits"] },
        };
        var stages = StageProgress.New(Sale).For(plan.Stages);
        var back = ReturnDecider.Begin(plan, Now);
        var known = ResourceState.New(resource.Key, Sale) with
        {
            Armed = [new ArmedFloor("readiness-sale-1", Now.AddHours(1), 10, null)],
        };
        var id = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        return new EventStatus(
            new EventHead(Sale, Phase.Prewarm, AutomationMode.Act, "why", 1, Now),
            plan,
            [new ComponentStatus(component, ComponentState.New(Web), known)],
            [],
            [])
        {
            Stages = stages with { Stages = [stages.Stages[0] with { State = StageState.Raising }] },
            Return = back with
            {
                Reason = "metric requests has no data",
                Operational = [back.Operational[0] with { ConfirmedBy = "kim", ConfirmedAt = Now }, back.Operational[1]],
            },
            Spend = new SpendProgress(Sale, Now.AddHours(-1), 10m, 20m, [new ComponentSpend(Web, 10, 0.5m)], null),
            Issues =
            [
                new Issue(Sale, id, Web, IssueKind.CapacityShortage, "none left", "wait", null, null, Now, null, Now),
            ],
        };
    }
}
