using Amazon.CloudWatch.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Aws.Tests;

public sealed class CloudWatchMetricsTests(MotoFixture moto)
{
    private static readonly DateTimeOffset From = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_measured_comes_back_by_minute_and_nothing_measured_is_an_empty_series()
    {
        var clients = await moto.ClientsAsync();
        var name = $"Requests{Guid.NewGuid():N}";
        var from = DateTimeOffset.UtcNow.AddMinutes(-30);
        from = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute));
        var request = new PutMetricDataRequest
        {
            Namespace = "shop",
            MetricData =
            [
                .. new[] { 5, 7, 11 }.Select((value, i) => new MetricDatum
                {
                    MetricName = name,
                    Timestamp = from.AddMinutes(i).UtcDateTime,
                    Value = value,
                    Dimensions = [new Dimension { Name = "LoadBalancer", Value = "app/web" }],
                }),
            ],
        };
        await clients.CloudWatch(MotoFixture.Home, ClientUse.Effect).PutMetricDataAsync(request, Cancel);

        var read = await new CloudWatchMetrics(clients).ReadAsync(
            MotoFixture.Home,
            [Metric("silent", "NeverMeasured"), Metric("requests", name)],
            from,
            from.AddMinutes(5),
            Minute,
            Cancel);

        Assert.Equal(["silent", "requests"], read.Select(s => s.Name));
        Assert.Empty(read[0].Points);
        Assert.Equal([5, 7, 11], read[1].Points.Select(p => p.Value));
        Assert.Equal([from, from.AddMinutes(1), from.AddMinutes(2)], read[1].Points.Select(p => p.At));
    }

    [Fact]
    public async Task Five_hundred_queries_go_in_one_call_and_pages_are_put_together()
    {
        await using var aws = await CannedAws.StartAsync((request, count) => CannedAnswer.Query(
            request.Action,
            count == 1
                ? Result("m3", "PartialData", (1, 10)) + "<NextToken>more</NextToken>"
                : Result("m3", "Complete", (0, 9))));
        using var clients = aws.Clients();
        var metrics = Enumerable.Range(0, 501).Select(i => Metric($"metric {i}", "M")).ToList();

        var read = await new CloudWatchMetrics(clients).ReadAsync(
            MotoFixture.Home,
            metrics,
            From,
            From.AddHours(1),
            TimeSpan.FromMinutes(5),
            Cancel);

        var calls = aws.Requests("GetMetricData");
        Assert.Equal(3, calls.Count);
        Assert.Equal("more", calls[1].Form["NextToken"]);
        Assert.Contains("MetricDataQueries.member.500.Id", calls[0].Form.Keys);
        Assert.DoesNotContain("MetricDataQueries.member.2.Id", calls[2].Form.Keys);
        Assert.Equal("300", calls[0].Form["MetricDataQueries.member.1.MetricStat.Period"]);
        Assert.Equal("p99", calls[0].Form["MetricDataQueries.member.1.MetricStat.Stat"]);
        Assert.Equal(501, read.Count);
        Assert.Equal([new MetricPoint(From, 9), new(From + Minute, 10)], read[3].Points);
    }

    [Theory]
    [InlineData("Forbidden", PortFailure.Denied)]
    [InlineData("InternalError", PortFailure.Unavailable)]
    public async Task A_metric_that_could_not_be_read_does_not_pass_for_one_without_data(
        string status,
        PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync(
            (request, _) => CannedAnswer.Query(request.Action, Result("m0", status)));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new CloudWatchMetrics(clients).ReadAsync(
            MotoFixture.Home,
            [Metric("latency", "L")],
            From,
            From.AddHours(1),
            Minute,
            Cancel));
        Assert.Equal(failure, error.Failure);
        Assert.Contains("metric latency", error.Message, StringComparison.Ordinal);
    }

    private static PlanMetric Metric(string name, string metric) => new(
        name,
        null,
        MotoFixture.Account,
        "eu-west-1",
        "shop",
        metric,
        [new("LoadBalancer", "app/web")],
        metric == "M" ? "p99" : "Sum",
        null);

    private static string Result(string id, string status, params (int Minute, int Value)[] points) =>
        $"<MetricDataResults><member><Id>{id}</Id><StatusCode>{status}</StatusCode><Timestamps>"
        + string.Concat(points.Select(p => $"<member>{From.AddMinutes(p.Minute):yyyy-MM-ddTHH:mm:ssZ}</member>"))
        + "</Timestamps><Values>" + string.Concat(points.Select(p => $"<member>{p.Value}</member>"))
        + "</Values></member></MetricDataResults>";
}
