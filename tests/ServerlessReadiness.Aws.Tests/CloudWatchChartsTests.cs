using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Aws.Tests;

public sealed class CloudWatchChartsTests
{
    private const string Draw = "GetMetricWidgetImage";

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0xFF];
    private static readonly DateTimeOffset From = new(2026, 11, 27, 13, 0, 0, TimeSpan.FromHours(9));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_metric_is_drawn_over_the_time_with_its_normal_range_as_a_band()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => Picture(Png));

        var picture = await DrawAsync(aws, new MetricRange(900, 1500.5), "요청 수 \"웹\"");

        Assert.Equal(Png, picture!.Value.ToArray());
        var form = Assert.Single(aws.Requests(Draw)).Form;
        Assert.Equal("png", form["OutputFormat"]);
        Assert.Equal(
            """
            {"title":"요청 수 \"웹\"","view":"timeSeries","stacked":false,"theme":"light","width":600,"height":240,
            "start":"2026-11-27T04:00:00.000Z","end":"2026-11-27T05:00:00.000Z","timezone":"+0900","period":60,
            "stat":"p99","legend":{"position":"hidden"},
            "metrics":[["AWS/ApplicationELB","TargetResponseTime","LoadBalancer","app/web/1","TargetGroup","web"]],
            "annotations":{"horizontal":[[{"value":1500.5,"color":"#2e7d32"},{"value":900}]]}}
            """.Replace("\n", "", StringComparison.Ordinal),
            form["MetricWidget"]);
    }

    [Fact]
    public async Task Without_a_range_there_is_no_band()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => Picture(Png));

        await DrawAsync(aws, null, "t");

        var widget = Assert.Single(aws.Requests(Draw)).Form["MetricWidget"];
        Assert.DoesNotContain("annotations", widget, StringComparison.Ordinal);
        Assert.EndsWith("\"web\"]]}", widget, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ValidationError")]
    [InlineData("InvalidParameterValue")]
    public async Task What_CloudWatch_cannot_draw_is_no_picture(string code)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(400, code));

        Assert.Null(await DrawAsync(aws, null, "t"));
    }

    [Fact]
    public async Task What_is_no_png_is_no_picture()
    {
        await using var aws = await CannedAws.StartAsync((_, count) => count == 1
            ? Picture("GIF89a"u8.ToArray())
            : CannedAnswer.Query(Draw, count == 2 ? "<MetricWidgetImage></MetricWidgetImage>" : ""));

        Assert.Null(await DrawAsync(aws, null, "t"));
        Assert.Null(await DrawAsync(aws, null, "t"));
        Assert.Null(await DrawAsync(aws, null, "t"));
    }

    [Theory]
    [InlineData(403, "AccessDenied", PortFailure.Denied)]
    [InlineData(400, "Throttling", PortFailure.Throttled)]
    [InlineData(500, "InternalFailure", PortFailure.Unavailable)]
    public async Task Trouble_does_not_pass_for_a_metric_that_cannot_be_drawn(
        int status,
        string code,
        PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(status, code));

        var trouble = await Assert.ThrowsAsync<PortException>(() => DrawAsync(aws, null, "t"));

        Assert.Equal(failure, trouble.Failure);
        Assert.Contains("chart of metric latency", trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 60)]
    [InlineData(5, 0, 60)]
    [InlineData(24, 0, 300)]
    [InlineData(72, 0, 900)]
    [InlineData(240, 0, 3600)]
    [InlineData(5_000, 0, 3600)]
    [InlineData(1, 14, 60)]
    [InlineData(1, 16, 300)]
    [InlineData(1, 64, 3600)]
    public void A_point_is_as_short_as_the_picture_shows_and_CloudWatch_keeps(int hours, int daysAgo, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            MetricWidget.PeriodOf(From, From.AddHours(hours), From.AddDays(daysAgo).AddHours(1)));

    private static async Task<ReadOnlyMemory<byte>?> DrawAsync(CannedAws aws, MetricRange? range, string title)
    {
        using var clients = aws.Clients();
        var metric = new PlanMetric(
            "latency",
            null,
            MotoFixture.Account,
            "eu-west-1",
            "AWS/ApplicationELB",
            "TargetResponseTime",
            [new("LoadBalancer", "app/web/1"), new("TargetGroup", "web")],
            "p99",
            range);
        return await new CloudWatchCharts(clients, new FakeTimeProvider(From.AddHours(1)))
            .DrawAsync(MotoFixture.Home, metric, range, title, From, From.AddHours(1), Cancel);
    }

    private static CannedAnswer Picture(byte[] bytes) => CannedAnswer.Query(
        Draw, $"<MetricWidgetImage>\n{Convert.ToBase64String(bytes)}\n</MetricWidgetImage>");
}
