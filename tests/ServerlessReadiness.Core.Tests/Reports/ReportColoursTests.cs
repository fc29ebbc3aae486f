using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Reports;

public sealed class ReportColoursTests
{
    [Theory]
    [InlineData(ColourSign.AlarmFiring, 4, ReportColour.Green)]
    [InlineData(ColourSign.AlarmFiring, 5, ReportColour.Yellow)]
    [InlineData(ColourSign.AlarmFiring, 20, ReportColour.Red)]
    [InlineData(ColourSign.Served, 100, ReportColour.Green)]
    [InlineData(ColourSign.Served, 99.9, ReportColour.Green)]
    [InlineData(ColourSign.Served, 99.899, ReportColour.Yellow)]
    [InlineData(ColourSign.Served, 98.9, ReportColour.Red)]
    [InlineData(ColourSign.Criteria, 1, ReportColour.Yellow)]
    [InlineData(ColourSign.Issues, 50, ReportColour.Yellow)]
    [InlineData(ColourSign.GraveIssues, 0, ReportColour.Green)]
    [InlineData(ColourSign.GraveIssues, 1, ReportColour.Red)]
    [InlineData(ColourSign.Capacity, 99, ReportColour.Yellow)]
    [InlineData(ColourSign.Capacity, 79, ReportColour.Red)]
    [InlineData(ColourSign.Shedding, 1, ReportColour.Yellow)]
    [InlineData(ColourSign.Shedding, 3, ReportColour.Red)]
    [InlineData(ColourSign.Stopped, -1, ReportColour.Green)]
    [InlineData(ColourSign.Stopped, 0, ReportColour.Yellow)]
    [InlineData(ColourSign.Budgets, 9, ReportColour.Yellow)]
    [InlineData(ColourSign.Metrics, 4, ReportColour.Red)]
    [InlineData(ColourSign.Unreadable, 1, ReportColour.Yellow)]
    [InlineData(ColourSign.Unseen, 1, ReportColour.Yellow)]
    public void The_colour_of_each_sign_by_its_standard_rule(ColourSign sign, double value, ReportColour colour) =>
        Assert.Equal(colour, ReportColours.Judge(ReportPlan.StandardOf(sign), (decimal)value, []).Colour);

    [Fact]
    public void Every_sign_has_a_rule_and_a_red_that_is_worse_than_its_yellow() =>
        Assert.All(Enum.GetValues<ColourSign>(), sign =>
        {
            var rule = ReportPlan.StandardOf(sign);
            Assert.Equal(sign, rule.Sign);
            Assert.True(rule.Yellow is not null || rule.Red is not null);
            Assert.False(rule is { Yellow: { } yellow, Red: { } red }
                && (ColourRule.IsLeast(sign) ? red >= yellow : red <= yellow));
        });

    [Fact]
    public void Green_says_what_it_rests_on()
    {
        var report = Hour.Of(Hour.Green);
        Assert.Equal(ReportColour.Green, report.Colour);
        Assert.Equal(Enum.GetValues<ColourSign>(), report.Reasons.Select(r => r.Sign));
        Assert.All(report.Reasons, r => Assert.Equal(ReportColour.Green, r.Colour));
    }

    [Fact]
    public void The_worst_sign_decides_and_each_says_its_number_and_limit()
    {
        var report = Hour.Of(Hour.Yellow);
        Assert.Equal(ReportColour.Yellow, report.Colour);
        Assert.Equal(
            [ColourSign.AlarmFiring, ColourSign.Issues, ColourSign.Capacity, ColourSign.Metrics],
            report.Reasons.Where(r => r.Colour == ReportColour.Yellow).Select(r => r.Sign));
        var firing = report.Reasons.Single(r => r.Sign == ColourSign.AlarmFiring);
        Assert.Equal((8, 5, "orders-cpu"), (firing.Value, firing.Limit, firing.About[0]));
    }

    [Fact]
    public void A_grave_issue_a_long_alarm_or_too_little_capacity_is_red() => Assert.Equal(
        [ColourSign.AlarmFiring, ColourSign.Served, ColourSign.GraveIssues, ColourSign.Capacity],
        Hour.Of(Hour.Red).Reasons.Where(r => r.Colour == ReportColour.Red).Select(r => r.Sign));

    [Fact]
    public void What_could_not_be_looked_at_is_not_green() =>
        Assert.Equal(ReportColour.Yellow, Hour.Of(Hour.Green with { Unseen = [new Unseen("journal", "throttled")] }).Colour);

    [Fact]
    public void A_pause_is_yellow_from_its_first_minute() => Assert.Equal(
        ReportColour.Yellow,
        Hour.Of(Hour.Green with { Head = Hour.Head with { Mode = AutomationMode.Paused, ChangedAt = Hour.Due } }).Colour);

    [Fact]
    public void A_hold_that_has_run_out_is_none()
    {
        var held = Hour.Reading(0, 24) with
        {
            State = ComponentState.New(Hour.Front) with { Hold = new Hold("kim", Hour.Due.AddHours(-2), Hour.Due) },
        };
        Assert.Equal(ReportColour.Green, Hour.Of(Hour.Green with { Components = [held, Hour.Reading(1, 10)] }).Colour);
    }

    [Fact]
    public void The_plan_says_which_issues_are_grave()
    {
        var trouble = Hour.Trouble(IssueKind.InstanceLost, Hour.Front, "gone", "nothing", null, null);
        var facts = Hour.Green with { Issues = [trouble] };
        Assert.Equal(ReportColour.Yellow, Hour.Of(facts).Colour);
        var plan = Hour.Plan with { Reports = Hour.Plan.Reports with { GraveIssues = [IssueKind.InstanceLost] } };
        Assert.Equal(ReportColour.Red, Hour.Of(facts with { Plan = plan }).Colour);
        Assert.Equal(ReportColour.Green, Hour.Of(facts with { Issues = [trouble with { ClosedAt = Hour.Due }] }).Colour);
    }

    [Fact]
    public void A_rule_of_the_plan_replaces_the_standard_one()
    {
        var plan = Hour.Plan with { Reports = Hour.Plan.Reports with { Colours = [new(ColourSign.Capacity, 50, null)] } };
        Assert.DoesNotContain(
            Hour.Of(Hour.Yellow with { Plan = plan }).Reasons,
            r => r.Sign == ColourSign.Capacity && r.Colour != ReportColour.Green);
    }
}
