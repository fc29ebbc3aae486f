using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>People, automation, contingencies, escalation, the war room and bottlenecks: a clean plan, and one fault
/// each.</summary>
public sealed class OperationsCheckTests
{
    private static readonly Contact Kim = new("Kim", "operator", "kim@example.com", []) { Confirm = Site.Now.AddDays(-1) };
    private static readonly Contact Lee = new("Lee", "owner", "lee@example.com", []) { Confirm = Site.Now.AddDays(1) };

    private static readonly ReviewFacts Clean = Site.Clean with
    {
        Plan = Site.Plan with
        {
            Contacts = [Kim, Lee],
            WarRoom = new WarRoom("+1 555 0100", null),
            Responses = [Triggers(Site.Web), Triggers(Site.Data)],
            Runbooks =
            [
                new Runbook(
                    RunbookName.Parse("grow"),
                    [new RunbookStep("grow", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(1))]),
            ],
            Contingencies = [new Contingency("zone-lost", "a zone is lost", Site.Web, RunbookName.Parse("grow"), null, TimeSpan.FromMinutes(5), null)],
            Traffic = [Stream(100)],
        },
        Alarms = Site.Of<AlarmPathView>(),
        Confirmations = Site.Of(Said("Kim", ContactAnswer.Confirmed), Said("Lee", ContactAnswer.Confirmed)),
    };

    [Theory]
    [InlineData("READY-01")]
    [InlineData("READY-03")]
    [InlineData("OPS-01")]
    [InlineData("OPS-02")]
    [InlineData("OPS-03")]
    [InlineData("PERF-06")]
    public void A_plan_that_has_everything_is_answered_yes(string item)
    {
        var verdict = Ask(Clean, item);
        Assert.True(verdict.Answer == ReviewAnswer.Yes, $"{verdict.Answer}: {verdict.Evidence} {string.Join("; ", verdict.Findings)}");
    }

    [Fact]
    public void Who_declined_or_is_late_is_named_and_who_has_time_left_leaves_it_open()
    {
        var declined = Clean with { Confirmations = Site.Of(Said("Kim", ContactAnswer.Declined), Said("Lee", ContactAnswer.Confirmed)) };
        Assert.Equal("contact Kim (operator)", Found(declined, "READY-01").Resource);
        var silent = Clean with { Confirmations = Site.Of(Said("Lee", ContactAnswer.Confirmed)) };
        Assert.Contains("has not confirmed by", Found(silent, "READY-01").What, StringComparison.Ordinal);

        var open = Ask(Clean with { Confirmations = Site.Of(Said("Kim", ContactAnswer.Confirmed)) }, "READY-01");
        Assert.Equal(ReviewAnswer.CouldNotTell, open.Answer);
        Assert.Contains("Lee, who has time until", open.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_without_a_person_or_whom_nobody_asks_is_found()
    {
        var plan = Clean.Plan with
        {
            Escalation = new EscalationPlan(
                [new EscalationTerm("operator", TimeSpan.Zero), new EscalationTerm("pilot", TimeSpan.Zero)], TimeSpan.FromHours(1)),
        };
        Assert.Equal("role pilot", Found(Clean with { Plan = plan }, "READY-01").Resource);
        var unasked = Clean.Plan with { Contacts = [Kim with { Confirm = null }, Lee] };
        Assert.Equal("role operator", Found(Clean with { Plan = unasked }, "READY-01").Resource);
        Assert.Equal("plan sale", Found(Clean with { Plan = Clean.Plan with { Contacts = [] } }, "READY-01").Resource);
    }

    [Fact]
    public void A_component_that_no_alarm_helps_by_itself_is_found()
    {
        var plan = Clean.Plan with
        {
            Responses = [Triggers(Site.Web), Triggers(Site.Data) with { Role = AlarmRole.StopCondition, Runbook = null }],
        };
        Assert.Equal("component data", Found(Clean with { Plan = plan }, "READY-03").Resource);
    }

    /// <summary>Whom a response without a component is for, only its alarm tells.</summary>
    [Fact]
    public void Without_the_alarms_a_response_that_names_no_component_leaves_it_open()
    {
        var plan = Clean.Plan with { Responses = [Triggers(Site.Web), Triggers(Site.Data) with { Component = null }] };
        var facts = Clean with { Plan = plan, Alarms = new Seen<AlarmPathView>([], ["allow cloudwatch:DescribeAlarms"]) };
        Assert.Equal(ReviewAnswer.CouldNotTell, Ask(facts, "READY-03").Answer);
    }

    [Fact]
    public void A_contingency_that_nobody_tried_or_that_failed_and_a_plan_without_any_are_found()
    {
        var doubt = Clean with { Contingencies = Site.Of(Site.ZoneLost with { Doubt = "it was never tried" }) };
        Assert.Equal("it was never tried", Found(doubt, "OPS-01").What);
        var failed = Clean with { Contingencies = Site.Of(Site.ZoneLost with { Failed = true }) };
        Assert.Contains("did not hold", Found(failed, "OPS-01").What, StringComparison.Ordinal);
        var none = Clean with { Plan = Clean.Plan with { Contingencies = [] } };
        Assert.Equal("plan sale", Found(none, "OPS-01").Resource);
    }

    [Fact]
    public void An_escalation_of_one_and_a_plan_without_a_war_room_are_found()
    {
        var alone = Clean with { Plan = Clean.Plan with { Contacts = [Kim] } };
        Assert.Contains("tells Kim, and nobody after them", Found(alone, "OPS-02").What, StringComparison.Ordinal);
        var nowhere = Clean with { Plan = Clean.Plan with { WarRoom = WarRoom.None } };
        Assert.Contains("no war room", Found(nowhere, "OPS-03").What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_peak_over_the_ceiling_is_found_and_one_that_nobody_can_know_is_left_open()
    {
        var over = Clean with { Plan = Clean.Plan with { Traffic = [Stream(100_000)] } };
        var finding = Found(over, "PERF-06");
        Assert.Equal("component web", finding.Resource);
        Assert.Contains("its ceiling carries", finding.What, StringComparison.Ordinal);
        Assert.Equal(ReviewAnswer.CouldNotTell, Ask(Clean with { Plan = Clean.Plan with { Traffic = [] } }, "PERF-06").Answer);
        var unknown = Clean.Plan with { Components = [Clean.Plan.Components[0] with { Model = null }] };
        Assert.Contains("what web carries", Ask(Clean with { Plan = unknown }, "PERF-06").Evidence, StringComparison.Ordinal);
    }

    private static Verdict Ask(ReviewFacts facts, string item) => ReviewChecks.All[item](facts);

    private static Finding Found(ReviewFacts facts, string item)
    {
        var verdict = Ask(facts, item);
        Assert.Equal(ReviewAnswer.No, verdict.Answer);
        return Assert.Single(verdict.Findings);
    }

    private static Response Triggers(ComponentName component) => new(
        $"{component}-busy", new AlarmSelector($"{component}-busy"), component, AlarmRole.Trigger, RunbookName.Parse("grow"));

    private static TrafficStream Stream(int perSecond) =>
        new("shop", perSecond, [new StreamTarget(Site.Web, 100)], TimeSpan.FromMinutes(1), []);

    private static ContactRecord Said(string name, ContactAnswer answer) =>
        ContactRecord.New(Site.Plan.Event, name) with { Answer = answer };
}
