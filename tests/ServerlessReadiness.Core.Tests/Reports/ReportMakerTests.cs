using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Tests.Reports;

public sealed class ReportMakerTests
{
    [Fact]
    public void A_metric_without_data_has_no_value_and_no_colour()
    {
        var row = Hour.Of(Hour.Green with { Present = [] }).Metrics[0];
        Assert.Equal((null, null), (row.Value, row.IsNormal));
    }

    [Fact]
    public void A_value_that_is_old_is_not_told_as_the_present()
    {
        var old = Hour.Series("latency", 0.2) with { Points = [new(Hour.Due.AddMinutes(-30), 0.2)] };
        Assert.Null(Hour.Of(Hour.Green with { Present = [old] }).Metrics.Single(m => m.Name == "latency").Value);
    }

    /// <summary>The forecast is four times the normal: so many requests are expected, so long a wait is not.</summary>
    [Fact]
    public void What_counts_may_grow_with_the_forecast_and_a_latency_may_not()
    {
        var rows = Hour.Of(Hour.Green).Metrics;
        Assert.Equal((true, 192_000), (rows[0].IsNormal, rows[0].Forecast));
        Assert.Equal(new MetricRange(20_000, 400_000), rows[0].Allowed);
        Assert.Equal(rows[2].Normal, rows[2].Allowed);
        Assert.False(Hour.Of(Hour.Yellow).Metrics[2].IsNormal);
    }

    [Fact]
    public void A_value_is_compared_with_the_report_before() =>
        Assert.Equal(186_000, Hour.Of(Hour.Yellow).Metrics[0].Before);

    [Fact]
    public void Like_deeds_are_told_once_and_what_declines_nothing_is_not()
    {
        var report = Hour.Of(Hour.Green);
        var did = Assert.Single(report.Did);
        Assert.Equal((2, "group web: bounds 26–40 to 28–40"), (did.Count, did.What));
        Assert.Equal("CoolingDown", Assert.Single(report.Declined).What);
        Assert.Equal((2, 1, 1), (report.Totals.Did, report.Totals.Declined, report.Totals.People));
    }

    [Fact]
    public void Counts_add_up_from_report_to_report()
    {
        var second = Hour.Of(Hour.Green with { Last = Hour.Of(Hour.Green) });
        Assert.Equal((4, 2, 2 * 10_842_117m), (second.Totals.Did, second.Totals.Declined, second.Totals.Requests));
        Assert.True(second.Totals.WentLive);
    }

    [Fact]
    public void An_hour_without_data_adds_nothing_and_what_was_never_measured_stays_unknown()
    {
        var silent = Hour.Green with { Counted = [] };
        Assert.Null(Hour.Of(silent).Totals.Requests);
        Assert.Equal(10_842_117, Hour.Of(silent with { Last = Hour.Of(Hour.Green) }).Totals.Requests);
    }

    [Theory]
    [InlineData(1_000, 1, 99.9)]
    [InlineData(3_000_000, 1, 99.999)]
    [InlineData(10, 20, 0)]
    public void The_share_that_was_served_is_never_rounded_up(int requests, int failed, double percent)
    {
        var facts = Hour.Green with { Counted = [Hour.Series("requests", requests), Hour.Series("errors", failed)] };
        Assert.Equal((decimal)percent, Hour.Of(facts).ServedPercent);
    }

    [Fact]
    public void Nothing_is_invented_where_no_request_was_counted() =>
        Assert.Null(Hour.Of(Hour.Green with { Counted = [Hour.Series("requests", 0)] }).ServedPercent);

    [Fact]
    public void Criteria_hold_are_missed_or_cannot_be_told() => Assert.Equal(
        [false, true, null],
        Hour.Of(Hour.Red).Criteria.Select(c => c.Holds));

    [Fact]
    public void Capacity_is_wanted_in_Live_and_not_on_the_way_back()
    {
        Assert.Equal([24, 10], Hour.Of(Hour.Green).Capacity.Select(c => c.Wanted));
        var cooling = Hour.Green with { Head = Hour.Head with { Phase = Phase.Cooldown } };
        Assert.All(Hour.Of(cooling).Capacity, c => Assert.Null(c.Wanted));
    }

    [Fact]
    public void What_comes_next_is_in_the_order_of_time()
    {
        var coming = Hour.Of(Hour.Green).Coming;
        Assert.Equal([ComingKind.Peak, ComingKind.Report, ComingKind.Phase], coming.Select(c => c.Kind));
        Assert.Equal(coming.OrderBy(c => c.At), coming);
    }

    [Fact]
    public void A_recipient_that_was_not_reached_is_named_in_the_next_report() =>
        Assert.Equal("Min-ji Park", Assert.Single(Hour.Of(Hour.Yellow).Unreached).Name);

    [Fact]
    public void People_outside_are_told_nothing_and_everyone_in_their_language() => Assert.Equal(
        [(null, "English"), (null, "Korean"), ("minji.park@shop.example", "English"), ("leadership@shop.example", "Korean")],
        ReportRecipients.Of(Hour.Plan, Phase.Live, hasTopic: true).Select(d => (d.To, d.Language.ToString())));

    [Fact]
    public void Without_a_sender_and_a_topic_nobody_is_told() => Assert.Empty(ReportRecipients.Of(
        Hour.Plan with { Reports = Hour.Plan.Reports with { From = null } },
        Phase.Live,
        hasTopic: false));

    [Fact]
    public void The_same_facts_make_the_same_report() => Assert.Equal(Hour.Of(Hour.Red), Hour.Of(Hour.Red));

    [Theory]
    [InlineData("goal Starts", false)]
    [InlineData("ladder Climbed", false)]
    [InlineData("restore Restored", false)]
    [InlineData("Cleared", false)]
    [InlineData("CoolingDown", true)]
    [InlineData("BudgetSpent", true)]
    [InlineData("ladder Withheld", true)]
    [InlineData("floor Held", true)]
    [InlineData("return OutOfRange", true)]
    [InlineData("Frozen: runbook grow", true)]
    public void What_declined_something(string verdict, bool declined) => Assert.Equal(
        declined,
        JournalDigest.IsDeclined(Hour.Line(JournalKind.Decision, verdict, "because", Hour.Front, -1)));

    [Fact]
    public void The_last_report_is_judged_by_the_whole_event()
    {
        var last = Hour.Green with
        {
            Last = Hour.Of(Hour.Green),
            Counted = [Hour.Series("requests", 100), Hour.Series("errors", 50)],
        };
        Assert.Equal(50, Hour.Of(last).ServedPercent);
        Assert.Equal(99.988m, Hour.Of(last, ReportKind.Final).ServedPercent);
    }

    [Fact]
    public void A_decision_that_led_to_a_run_is_not_declined() => Assert.False(JournalDigest.IsDeclined(
        Hour.Line(JournalKind.Decision, "goal Starts", "raises front to 24", Hour.Front, -1)));
}
