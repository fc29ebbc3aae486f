using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>
/// Leaders' reports by the native binary, which has no culture data at all: what it writes in Korean comes from our own
/// resources.
/// </summary>
public sealed class ReporterTests(SystemFixture system)
{
    private const string Sender = "events@example.com";
    private const string Kim = "kim@example.com";
    private const string Lee = "lee@example.com";
    private const string Picture = "GetMetricWidgetImage";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly IReadOnlyList<string> KoreanDays = ["(월)", "(화)", "(수)", "(목)", "(금)", "(토)", "(일)"];

    [Fact]
    public async Task A_due_report_reaches_topic_and_mail_in_both_languages_and_only_once()
    {
        await using var stage = await StageAsync();
        await using var reporter = await stage.StartReporterAsync();

        await reporter.InvokeAsync(Samples.Read("schedule-rule"));
        await reporter.InvokeAsync(Samples.Read("schedule-rule"));

        var report = Assert.Single(await stage.ReportsAsync());
        Assert.All(report.Deliveries, d => Assert.Equal((DeliveryState.Sent, null), (d.State, d.Reason)));
        var messages = await stage.LeadersMessagesAsync();
        Assert.Equal(2, messages.Count);
        Assert.Contains(messages, m => IsEnglish(m.Text));
        Assert.Contains(messages, m => IsKorean(m.Text));
        var mails = stage.Mails();
        Assert.Equal([Kim, Lee], mails.Select(To).Order(StringComparer.Ordinal));
        var (korean, english) = (mails.Single(m => To(m) == Kim), mails.Single(m => To(m) == Lee));
        Assert.All(["Text", "Html"], form => Assert.True(IsKorean(Body(korean, form)), Body(korean, form)));
        Assert.All(["Text", "Html"], form => Assert.True(IsEnglish(Body(english, form)), Body(english, form)));
    }

    [Fact]
    public async Task A_metric_is_attached_as_a_picture_and_one_that_cannot_be_drawn_keeps_no_report_back()
    {
        await using var stage = await StageAsync();
        await stage.PutRequestsAsync();
        stage.Proxy.Add(new ProxyRule.Answer(Picture, 200, "text/xml", $"""
            <GetMetricWidgetImageResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
              <GetMetricWidgetImageResult>
                <MetricWidgetImage>{Convert.ToBase64String(Png)}</MetricWidgetImage>
              </GetMetricWidgetImageResult>
            </GetMetricWidgetImageResponse>
            """) { Times = 1 });
        stage.Proxy.Add(new ProxyRule.Answer(Picture, 500, "text/xml", "<ErrorResponse/>"));
        await using var reporter = await stage.StartReporterAsync();

        await reporter.InvokeAsync(Samples.Read("schedule-rule"));

        var mails = stage.Mails();
        Assert.Equal(2, mails.Count);
        var attached = Assert.Single(mails, m => Simple(m)["Attachments"] is not null);
        var picture = Assert.Single(Simple(attached)["Attachments"]!.AsArray())!;
        Assert.Equal(Png, Convert.FromBase64String((string)picture["RawContent"]!));
        Assert.Contains($"cid:{picture["ContentId"]}", Body(attached, "Html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_after_a_mail_went_out_the_next_sends_the_rest_and_repeats_under_the_same_id()
    {
        await using var stage = await StageAsync();
        var armed = stage.Proxy.Add(new ProxyRule.Swallow(Stage.Send) { Times = 1 });
        await using (var dying = await stage.StartReporterAsync())
        {
            dying.Enqueue(Samples.Read("schedule-rule"));
            await armed.Reached.WaitAsync(Soon, TestContext.Current.CancellationToken);
            await dying.Process.KillAsync();
        }

        stage.Proxy.Disarm();
        await using var next = await stage.StartReporterAsync();
        await next.InvokeAsync(Samples.Read("schedule-rule"));
        Assert.Single(stage.Mails());

        await stage.LetSenderPassAsync(Assert.Single(await stage.ReportsAsync()).Id);
        await next.InvokeAsync(Samples.Read("schedule-rule"));

        Assert.All(
            Assert.Single(await stage.ReportsAsync()).Deliveries,
            d => Assert.Equal(DeliveryState.Sent, d.State));
        Assert.Equal(2, (await stage.LeadersMessagesAsync()).Count);
        var mails = stage.Mails();
        Assert.Equal((3, 2), (mails.Count, mails.Select(IdOf).Distinct().Count()));
        Assert.Equal(IdOf(mails[0]), IdOf(mails[1]));
    }

    [Fact]
    public async Task A_sender_that_nobody_verified_is_said_to_be_so_and_the_topic_gets_its_report()
    {
        await using var stage = await StageAsync(sender: null);
        await using var reporter = await stage.StartReporterAsync();

        await reporter.InvokeAsync(Samples.Read("schedule-rule"));

        Assert.Equal(2, (await stage.LeadersMessagesAsync()).Count);
        var report = Assert.Single(await stage.ReportsAsync());
        Assert.All(
            report.Deliveries.Where(d => d.To is not null),
            d => Assert.Equal(DeliveryState.Refused, d.State));
        Assert.Contains(
            await stage.JournalAsync(),
            e => e.Verdict == "report refused"
                && e.Reason.Contains($"The sender {Sender} is not verified", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clock_notices_a_report_that_nobody_made_and_that_it_was_made_after_all()
    {
        await using var stage = await StageAsync();
        await stage.LetHeadPassAsync(TimeSpan.FromMinutes(6));
        await using var clock = await stage.StartAsync("Clock");

        await clock.InvokeAsync(Samples.Read("schedule-rule"));

        var missing = Assert.Single(await stage.IssuesAsync(), i => i.Kind == IssueKind.ReportMissing);
        Assert.True(missing.IsOpen);
        Assert.Contains("was not made within 5 min", missing.Summary, StringComparison.Ordinal);

        await using var reporter = await stage.StartReporterAsync();
        await reporter.InvokeAsync(Samples.Read("schedule-rule"));
        await clock.InvokeAsync(Samples.Read("schedule-rule"));

        Assert.DoesNotContain(await stage.IssuesAsync(), i => i.Kind == IssueKind.ReportMissing && i.IsOpen);
    }

    private static byte[] Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF];

    private async Task<Stage> StageAsync(string? sender = Sender)
    {
        var stage = await system.StageAsync(new() { Firing = [], Plan = Told() });
        await stage.SetUpLeadersAsync(sender);
        stage.Proxy.Clear();
        return stage;
    }

    private static CompiledPlan Told() => TestPlan.Create() with
    {
        Reports = ReportPlan.Default with
        {
            Every = [new ReportEvery(Phase.Live, TimeSpan.FromMinutes(15))],
            Languages = [Language.English, Language.Korean],
            From = Sender,
        },
        Contacts =
        [
            new Contact("Kim", "leadership", Kim, []) { Language = Language.Korean },
            new Contact("Lee", "leadership", Lee, []),
        ],
        Metrics =
        [
            new PlanMetric(
                "requests",
                TestPlan.Web,
                TestPlan.Account,
                TestPlan.Region,
                "AWS/ApplicationELB",
                "RequestCount",
                [],
                "Sum",
                new MetricRange(0, 100)),
        ],
    };

    private static bool IsKorean(string text) =>
        KoreanDays.Any(d => text.Contains(d, StringComparison.Ordinal))
        && (text.Contains("오전", StringComparison.Ordinal) || text.Contains("오후", StringComparison.Ordinal));

    private static bool IsEnglish(string text) => !text.Any(c => c is >= '가' and <= '힣');

    private static string To(JsonObject mail) => (string)mail["Destination"]!["ToAddresses"]![0]!;

    private static JsonNode Simple(JsonObject mail) => mail["Content"]!["Simple"]!;

    private static string Body(JsonObject mail, string form) => (string)Simple(mail)["Body"]![form]!["Data"]!;

    private static string? IdOf(JsonObject mail) => (string?)Simple(mail)["Headers"]![0]!["Value"];
}
