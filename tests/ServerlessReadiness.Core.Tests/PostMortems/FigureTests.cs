using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.PostMortems;

public sealed class FigureTests
{
    [Fact]
    public void An_hour_without_data_is_unknown_and_not_zero()
    {
        var hours = DemandHours.Of(Happened.Lived.Measured(Happened.Live, 60, 900, 12));
        Assert.Equal(4, hours.Count);
        Assert.Null(hours[0].Offered);
        Assert.Equal(900 * 3600, hours[1].Offered);
        Assert.Equal((900m, TimeSpan.FromHours(1)), (hours[1].Peak, hours[1].Covered));
        Assert.Null(hours[2].Served);
    }

    [Fact]
    public void The_forecast_is_what_the_rehearsal_plays()
    {
        Assert.Equal(200, TrafficForecast.RateAt(Happened.Plan, Happened.Prewarm), 6);
        Assert.Equal(1000, TrafficForecast.RateAt(Happened.Plan, Happened.Live.AddMinutes(5)), 6);
        Assert.Equal(1000 * 3600, TrafficForecast.Requests(Happened.Plan, Happened.Live, Happened.Live.AddHours(1)));
        Assert.Null(TrafficForecast.Requests(Happened.Plan with { Traffic = [] }, Happened.Live, Happened.Cooldown));

        var crowd = Happened.Plan.Traffic[0] with
        {
            Shapes = [new TrafficShape.FlashCrowd(Happened.Live, 3, TimeSpan.FromMinutes(40))],
        };
        Assert.Equal(600, TrafficForecast.RateAt(crowd, Happened.Live), 6);
        Assert.Equal(400, TrafficForecast.RateAt(crowd, Happened.Live.AddMinutes(10)), 6);
        Assert.Equal(200, TrafficForecast.RateAt(crowd, Happened.Live.AddMinutes(21)), 6);
    }

    [Fact]
    public void Requests_are_told_from_the_plans_metrics_only_where_they_count_them()
    {
        PlanMetric[] metrics = [Metric("asked", "Requests"), Metric("came", "RequestCount"), Metric("lost", "HTTPCode_5XX")];
        var plan = Happened.Plan with
        {
            Metrics = [.. metrics, Metric("mean", "RequestCount") with { Statistic = "Average" }],
            Ladders = [Ladders.Of([Ladders.Reduce]) with { Offered = "asked" }],
        };
        var roles = DemandMetrics.Of(plan);
        Assert.Equal(("asked", "came", "lost"), (roles.Offered.Single().Name, roles.Reached.Single().Name, roles.Failed.Single().Name));

        var at = Happened.Live;
        var points = roles.Points(
        [
            new MetricSeries("asked", [new MetricPoint(at, 100), new MetricPoint(at.AddMinutes(5), 80)]),
            new MetricSeries("came", [new MetricPoint(at, 90)]),
            new MetricSeries("lost", []),
        ]);

        // No 5xx points beside requests: there were none. Nothing at all: unknown.
        Assert.Equal(new DemandPoint(at, 100, 90, 10, 0), points[0]);
        Assert.Equal(new DemandPoint(at.AddMinutes(5), 80, null, null, null), points[1]);

        // A metric that could not be read is not one without data.
        var unread = roles.Points([new MetricSeries("came", [new MetricPoint(at, 90)])]);
        Assert.Equal(new DemandPoint(at, 90, null, null, null), Assert.Single(unread));

        var blind = DemandMetrics.Of(plan with { Metrics = [metrics[1]], Ladders = [] });
        var only = Assert.Single(blind.Points([new MetricSeries("came", [new MetricPoint(at, 90)])]));
        Assert.Equal((90L, (long?)null), (only.Offered!.Value, only.Served));
    }

    [Fact]
    public void Capacity_is_split_into_what_was_needed_and_what_stood_ready()
    {
        var use = Assert.Single(CapacityUses.Of(Happened.Lived.Measured(Happened.Live, 120, 600, 12)));
        Assert.Equal((24m, 12m, 12m, 20m), (use.Hours, use.UsedHours!.Value, use.UnusedHours!.Value, use.ExtraHours!.Value));
        Assert.Equal((12m, 6m, 50m, 10m), (use.Peak, use.NeededPeak!.Value, use.PeakUsePercent!.Value, use.ExtraCost!.Value));
    }

    [Fact]
    public void Units_are_asked_of_AWS_where_it_counts_them()
    {
        var plan = Happened.Plan;
        var metric = Assert.Single(CapacityMetrics.Of(plan));
        Assert.Equal(("AWS/AutoScaling", "GroupInServiceInstances", "web"), (metric.Namespace, metric.MetricName, metric.Dimensions[0].Value));
        var points = CapacityMetrics.Points(plan, [new MetricSeries(metric.Name, [new MetricPoint(Happened.Live, 11.5)])]);
        Assert.Equal(new CapacityPoint(Happened.Live, Happened.Front, 11.5m, null), Assert.Single(points));
    }

    [Fact]
    public void A_share_that_was_not_measured_is_no_criterion_held_and_none_failed()
    {
        var incidents = Incidents.Of(Happened.Lived);
        var verdicts = CriteriaVerdicts.Of(Happened.Lived, incidents);
        Assert.Null(verdicts[0].Result);
        Assert.True(verdicts[1].Result!.Held);

        var measured = Happened.Lived.Measured(Happened.Live, 120, 1000, 12, failedPerSecond: 1);
        Assert.Equal((true, 99.9m), Of(measured, 0));
        Assert.Equal((false, 99.4m), Of(Happened.Lived.Measured(Happened.Live, 120, 1000, 12, failedPerSecond: 6), 0));

        // In an account the alarm tells how long it took.
        var slow = Happened.Lived.With(
            Happened.Decided(Happened.Live, AlarmStateValue.Alarm, AlarmVerdict.CoolingDown),
            Happened.Decided(Happened.Live.AddMinutes(12), AlarmStateValue.Ok, AlarmVerdict.Cleared));
        Assert.Equal((false, 12m), Of(slow, 1));

        static (bool, decimal) Of(EventFacts facts, int index)
        {
            var result = CriteriaVerdicts.Of(facts, Incidents.Of(facts))[index].Result!;
            return (result.Held, result.Value!.Value);
        }
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_run_is_text_and_quotes_are_doubled()
    {
        var csv = new Csv("a", "b");
        csv.Add("=cmd|' /C calc'!A0", "say \"hi\", twice\nplease");
        csv.Add(Csv.Of(-1.5m), null);
        Assert.Equal("a,b\r\n'=cmd|' /C calc'!A0,\"say \"\"hi\"\", twice\nplease\"\r\n-1.5,\r\n", csv.ToString());
    }

    private static PlanMetric Metric(string name, string metric) => new(
        name, Happened.Front, "123456789012", "ap-northeast-2", "Shop", metric, [], "Sum", null);
}
