using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Tests.Reports;

/// <summary>Which report is due. Pre-warm 05:00, Live 08:00, Cooldown 14:00, Closed 18:00, all in UTC.</summary>
public sealed class ReportScheduleTests
{
    private static readonly CompiledPlan Plan = Hour.Plan with
    {
        Reports = ReportPlan.Default with
        {
            Every =
            [
                new ReportEvery(Phase.Prewarm, TimeSpan.FromHours(2)),
                new ReportEvery(Phase.Live, TimeSpan.FromHours(1)),
                new ReportEvery(Phase.Cooldown, TimeSpan.FromHours(4)),
            ],
        },
    };

    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Two and four hours are counted from midnight in Seoul, which is 15:00 UTC.</summary>
    [Theory]
    [InlineData("04:59", null, null)]
    [InlineData("05:00", "05:00", ReportKind.Regular)]
    [InlineData("06:59", "05:00", ReportKind.Regular)]
    [InlineData("07:00", "07:00", ReportKind.Regular)]
    [InlineData("07:59", "07:00", ReportKind.Regular)]
    [InlineData("08:00", "08:00", ReportKind.Regular)]
    [InlineData("09:37", "09:00", ReportKind.Regular)]
    [InlineData("13:59", "13:00", ReportKind.Regular)]
    [InlineData("14:00", "14:00", ReportKind.LiveOver)]
    [InlineData("14:59", "14:00", ReportKind.LiveOver)]
    [InlineData("15:00", "15:00", ReportKind.Regular)]
    [InlineData("18:30", "15:00", ReportKind.Regular)]
    [InlineData("19:00", "19:00", ReportKind.Regular)]
    public void The_newest_report_that_is_due(string now, string? at, ReportKind? kind)
    {
        var due = ReportSchedule.Due(Plan, Hour.Head, null, At(now));
        Assert.Equal((at is null ? null : At(at), kind), (due?.At, due?.Kind));
    }

    [Fact]
    public void A_report_that_was_made_is_not_due_again() =>
        Assert.Null(ReportSchedule.Due(Plan, Hour.Head, At("09:00"), At("09:59")));

    [Fact]
    public void Instants_that_nobody_made_a_report_for_are_named()
    {
        var due = ReportSchedule.Due(Plan, Hour.Head, At("07:00"), At("11:10"))!;
        Assert.Equal(At("11:00"), due.At);
        Assert.Equal([At("08:00"), At("09:00"), At("10:00")], due.Missed);
    }

    [Fact]
    public void Before_the_first_report_nobody_waited_for_one() =>
        Assert.Empty(ReportSchedule.Due(Plan, Hour.Head, null, At("11:10"))!.Missed);

    [Theory]
    [InlineData("04:00", "05:00")]
    [InlineData("05:00", "07:00")]
    [InlineData("07:30", "08:00")]
    [InlineData("08:00", "09:00")]
    [InlineData("13:20", "14:00")]
    [InlineData("14:00", "15:00")]
    [InlineData("16:00", "19:00")]
    public void The_next_report(string now, string next) =>
        Assert.Equal(At(next), ReportSchedule.Next(Plan, Hour.Head, At(now)));

    [Theory]
    [InlineData(Phase.Closed)]
    [InlineData(Phase.Cancelled)]
    public void An_event_that_is_over_has_one_last_report(Phase phase)
    {
        var due = ReportSchedule.Due(Plan, Hour.Head with { Phase = phase, ChangedAt = At("12:34") }, At("12:00"), At("13:30"))!;
        Assert.Equal((ReportKind.Final, At("12:34"), "final"), (due.Kind, due.At, due.Id));
    }

    [Fact]
    public void A_cancelled_event_is_told_of_as_often_as_one_on_its_way_back()
    {
        var head = Hour.Head with { Cancelling = "the venue is closed" };
        Assert.Equal(At("07:00"), ReportSchedule.Due(Plan, head, null, At("09:30"))!.At);
        Assert.Equal(At("11:00"), ReportSchedule.Next(Plan, head, At("09:30")));
    }

    [Fact]
    public void A_plan_that_tells_nobody_has_no_report_at_all()
    {
        var silent = Plan with { Reports = ReportPlan.None };
        Assert.Null(ReportSchedule.Due(silent, Hour.Head, null, At("09:00")));
        Assert.Null(ReportSchedule.Due(silent, Hour.Head with { Phase = Phase.Closed }, null, At("19:00")));
        Assert.Null(ReportSchedule.Next(silent, Hour.Head, At("09:00")));
    }

    [Fact]
    public void Live_has_its_summary_however_often_the_plan_wants_to_be_told()
    {
        var rare = Plan with
        {
            Reports = ReportPlan.Default with { Every = [new ReportEvery(Phase.Prewarm, TimeSpan.FromHours(2))] },
        };
        Assert.Equal(At("07:00"), ReportSchedule.Due(rare, Hour.Head, null, At("13:00"))!.At);
        Assert.Equal(ReportKind.LiveOver, ReportSchedule.Due(rare, Hour.Head, null, At("14:10"))!.Kind);
    }

    /// <summary>On 25 October 2026 the clocks of Berlin show 02:00 to 03:00 twice.</summary>
    [Fact]
    public void An_hour_that_the_clocks_repeat_has_a_report_each_time()
    {
        var back = new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero);
        var plan = Plan with
        {
            Offsets = [new(back.AddYears(-1), TimeSpan.FromHours(2), "CEST"), new(back, TimeSpan.FromHours(1), "CET")],
            Schedule = new EventSchedule(back.AddHours(-5), back.AddHours(-4), back.AddHours(6), back.AddHours(9)),
        };
        var seen = Enumerable.Range(-120, 240)
            .Select(minute => ReportSchedule.Newest(plan, Hour.Head, back.AddMinutes(minute)))
            .Distinct()
            .ToList();
        Assert.Equal([back.AddHours(-2), back.AddHours(-1), back, back.AddHours(1)], seen.Select(s => s!.Value));
    }

    private static DateTimeOffset At(string time) =>
        Day + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
