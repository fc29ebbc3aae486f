using System.Text.Json.Nodes;
using Amazon.SimpleEmailV2.Model;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>How leaders are told: a topic of theirs and mail from a verified sender.</summary>
internal sealed partial class Stage
{
    public const string Send = "POST /v2/email/outbound-emails";

    private string _leaders = "";
    private string _leadersQueue = "";

    /// <param name="sender">Verified in SES; null for none.</param>
    public async Task SetUpLeadersAsync(string? sender)
    {
        (_leaders, _leadersQueue) = await CreateTopicAsync("readiness-leaders", "leaders");
        if (sender is not null)
        {
            await _clients.Ses(Home, ClientUse.Effect)
                .CreateEmailIdentityAsync(new CreateEmailIdentityRequest { EmailIdentity = sender }, Cancel);
        }
    }

    public Task<Function> StartReporterAsync() => StartAsync(
        "Reporter",
        new Dictionary<string, string>
        {
            ["READINESS_LEADERSHIP_TOPIC_ARN"] = _leaders,
            ["READINESS_MAIL_REGION"] = TestPlan.Region,
        });

    /// <summary>A request a minute in the last hour.</summary>
    public Task PutRequestsAsync()
    {
        var now = DateTimeOffset.UtcNow;
        return Alarms.PutMetricDataAsync(
            new Amazon.CloudWatch.Model.PutMetricDataRequest
            {
                Namespace = "AWS/ApplicationELB",
                MetricData =
                [
                    .. Enumerable.Range(0, 60).Select(minute => new Amazon.CloudWatch.Model.MetricDatum
                    {
                        MetricName = "RequestCount",
                        Timestamp = now.AddMinutes(-minute).UtcDateTime,
                        Value = 1,
                    }),
                ],
            },
            Cancel);
    }

    /// <summary>What leaders got since the last call, as subject and text.</summary>
    public Task<IReadOnlyList<(string Subject, string Text)>> LeadersMessagesAsync() => ReceiveAsync(_leadersQueue);

    /// <summary>The mails that SES was asked to send, as the API's bodies.</summary>
    public IReadOnlyList<JsonObject> Mails() =>
        [.. Proxy.Calls.Where(c => c.Action == Send && c.Forwarded).Select(c => JsonNode.Parse(c.Body)!.AsObject())];

    public async Task<IReadOnlyList<Report>> ReportsAsync() =>
    [
        .. (await _store.ListAsync(
            StateKeys.EventPk(TestPlan.Event),
            StateKeys.ReportPrefix,
            StateJson.Default.Report,
            Cancel)).Select(r => r.Value),
    ];

    public async Task<IReadOnlyList<Issue>> IssuesAsync() =>
    [
        .. (await _store.ListAsync(
            StateKeys.EventPk(TestPlan.Event),
            StateKeys.IssuePrefix,
            StateJson.Default.Issue,
            Cancel)).Select(r => r.Value),
    ];

    /// <summary>As if whoever was sending a report had been silent for long.</summary>
    public async Task LetSenderPassAsync(string report)
    {
        var key = StateKeys.Report(TestPlan.Event, report);
        var (stored, version) = await _store.FindAsync(key, Cancel);
        await SaveAsync(key.Put(stored! with { SentUntil = DateTimeOffset.UtcNow.AddSeconds(-1) }, version));
    }

    /// <summary>As if the event had been like this for some time.</summary>
    public async Task LetHeadPassAsync(TimeSpan time)
    {
        var key = StateKeys.Head(TestPlan.Event);
        await ShiftAsync(time, await _store.ReadAsync([key.Address], Cancel));
    }
}
