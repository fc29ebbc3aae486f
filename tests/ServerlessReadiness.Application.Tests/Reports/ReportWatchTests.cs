using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests.Reports;

/// <summary>Clock notices a report that leaders wait for.</summary>
public sealed class ReportWatchTests
{
    private static readonly DateTimeOffset Due = Occasion.LiveAt.AddMinutes(30);

    [Fact]
    public void A_report_that_is_five_minutes_late_becomes_an_issue_and_one_page()
    {
        var room = new Newsroom();
        room.Until(Due.AddMinutes(-1));
        room.Occasion.BeatsUntil(Due.AddMinutes(5));
        Assert.Empty(room.Missing);
        room.Occasion.BeatsUntil(Due.AddMinutes(12));
        var issue = Assert.Single(room.Missing);
        Assert.Equal(
            (true, "the report of 2026-03-01 11:30:00Z was not made within 5 min"),
            (issue.IsOpen, issue.Summary));
        Assert.InRange(issue.OpenedAt, Due.AddMinutes(5), Due.AddMinutes(6));
        Assert.Single(room.Scenario.Pages, IsAboutReport);
    }

    [Fact]
    public void It_is_over_once_the_report_has_arrived()
    {
        var room = new Newsroom();
        room.Until(Due.AddMinutes(-1));
        room.Occasion.BeatsUntil(Due.AddMinutes(7));
        room.Tick();
        room.Occasion.BeatsUntil(Due.AddMinutes(9));
        Assert.False(Assert.Single(room.Missing).IsOpen);
        Assert.Single(room.Scenario.Pages, IsAboutReport);
    }

    [Fact]
    public void A_later_report_that_arrived_makes_up_for_it_at_once()
    {
        var room = new Newsroom();
        room.Until(Due.AddMinutes(-1));
        room.Occasion.BeatsUntil(Due.AddMinutes(30));
        Assert.True(Assert.Single(room.Missing).IsOpen);
        room.Tick();
        room.Occasion.BeatsUntil(Due.AddMinutes(32));
        Assert.False(Assert.Single(room.Missing).IsOpen);
    }

    [Fact]
    public void A_report_that_reached_nobody_is_missing_too()
    {
        var room = new Newsroom();
        room.Until(Occasion.LiveAt.AddMinutes(-1));
        room.World.MailFault = _ => new PortException(PortFailure.Refused, "not verified; verify it.");
        room.World.TopicFault = _ => new PortException(PortFailure.Denied, "sns:Publish is denied; allow it.");
        room.Occasion.BeatsUntil(Occasion.LiveAt);
        room.Tick();
        room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(7));
        var issue = Assert.Single(room.Missing);
        Assert.Contains("reached nobody", issue.Summary, StringComparison.Ordinal);
        Assert.Contains("sns:Publish is denied", issue.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_tells_nobody_misses_nothing()
    {
        var occasion = new Occasion();
        occasion.BeatsUntil(Due.AddMinutes(10));
        Assert.Empty(occasion.Issues);
    }

    private static bool IsAboutReport(Run page) => page.Steps.Any(s =>
        s.Step.Do.ToString()!.Contains("ReportMissing", StringComparison.Ordinal));
}
