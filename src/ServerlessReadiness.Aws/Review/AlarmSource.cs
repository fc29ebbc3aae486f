using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

/// <summary>The alarms that the plan relies on: how they are set up, what silences them, and whether their actions work.
/// </summary>
/// <param name="clients">The clients.</param>
/// <param name="routes">The ways on which alarms come to us.</param>
public sealed class AlarmSource(AwsClients clients, AlarmRoutes routes) : IReviewSource
{
    /// <summary>The service's own limit for a page.</summary>
    private const int PageSize = 100;

    /// <summary>CloudWatch keeps an alarm's history for 30 days.</summary>
    private static readonly TimeSpan HistoryOver = TimeSpan.FromDays(14);

    public string Name => "alarms and their histories";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var alarms = await Reading.EachAsync(
            places,
            "alarms",
            async place => AlarmChoice.OfEvent(facts.Plan, await AlarmsAsync(place, cancellationToken)));
        var unread = new List<string>();
        var known = new List<AlarmPathView>();
        foreach (var group in alarms.Items.GroupBy(a => new Location(a.Alarm.Account, a.Alarm.Region)))
        {
            var seen = await Reading.EachAsync(
                [group.Key],
                "alarm histories",
                place => WithHistoriesAsync(place, [.. group], facts.Now, cancellationToken));

            // Without its history an alarm is still known for what it is, and which are missing is known as well.
            known.AddRange(seen.Unread.Count == 0 ? seen.Items : group);
            unread.AddRange(seen.Unread);
        }

        return facts with
        {
            AlarmRoutes = routes,
            Alarms = new Seen<AlarmPathView>(EquatableList.From(known), alarms.Unread),
            AlarmHistoriesUnread = EquatableList.From(unread),
            AlarmMutes = await Reading.EachAsync(places, "mute rules", place => MutesAsync(place, cancellationToken)),
        };
    }

    private async Task<IReadOnlyList<AlarmPathView>> AlarmsAsync(Location place, CancellationToken cancellationToken)
    {
        // Without the types the service leaves composite alarms out.
        var request = new DescribeAlarmsRequest { AlarmTypes = ["MetricAlarm", "CompositeAlarm"], MaxRecords = PageSize };
        return await Pages.AllAsync(
            clients,
            new AwsCall("alarms", place, "cloudwatch:DescribeAlarms"),
            token =>
            {
                request.NextToken = token;
                return clients.CloudWatch(place, ClientUse.Read).DescribeAlarmsAsync(request, cancellationToken);
            },
            response => (
                (response.MetricAlarms ?? []).Select(AlarmViews.Of)
                    .Concat((response.CompositeAlarms ?? []).Select(AlarmViews.Of)),
                response.NextToken),
            cancellationToken);
    }

    private async Task<IReadOnlyList<AlarmPathView>> WithHistoriesAsync(
        Location place,
        IReadOnlyList<AlarmPathView> alarms,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var known = new List<AlarmPathView>();
        foreach (var alarm in alarms)
        {
            var items = await HistoryAsync(place, alarm, now, cancellationToken);
            known.Add(alarm with { Failures = AlarmViews.Failures(items) });
        }

        return known;
    }

    private Task<List<AlarmHistoryItem>> HistoryAsync(
        Location place,
        AlarmPathView alarm,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var request = new DescribeAlarmHistoryRequest
        {
            AlarmName = alarm.Alarm.Name,
            AlarmTypes = [alarm.IsComposite ? "CompositeAlarm" : "MetricAlarm"],
            HistoryItemType = HistoryItemType.Action,
            StartDate = (now - HistoryOver).UtcDateTime,
            EndDate = now.UtcDateTime,
            MaxRecords = PageSize,
            ScanBy = ScanBy.TimestampDescending,
        };
        return Pages.AllAsync(
            clients,
            new AwsCall($"history of alarm {alarm.Alarm.Name}", place, "cloudwatch:DescribeAlarmHistory"),
            token =>
            {
                request.NextToken = token;
                return clients.CloudWatch(place, ClientUse.Read).DescribeAlarmHistoryAsync(request, cancellationToken);
            },
            response => (response.AlarmHistoryItems, response.NextToken),
            cancellationToken);
    }

    private async Task<IReadOnlyList<AlarmMuteView>> MutesAsync(Location place, CancellationToken cancellationToken)
    {
        var request = new ListAlarmMuteRulesRequest { Statuses = ["ACTIVE", "SCHEDULED"], MaxRecords = PageSize };
        var summaries = await Pages.AllAsync(
            clients,
            new AwsCall("mute rules", place, "cloudwatch:ListAlarmMuteRules"),
            token =>
            {
                request.NextToken = token;
                return clients.CloudWatch(place, ClientUse.Read).ListAlarmMuteRulesAsync(request, cancellationToken);
            },
            response => (response.AlarmMuteRuleSummaries, response.NextToken),
            cancellationToken);
        var mutes = new List<AlarmMuteView>();
        foreach (var summary in summaries)
        {
            mutes.Add(await MuteAsync(place, summary, cancellationToken));
        }

        return mutes;
    }

    private async Task<AlarmMuteView> MuteAsync(
        Location place,
        AlarmMuteRuleSummary summary,
        CancellationToken cancellationToken)
    {
        var name = summary.AlarmMuteRuleArn[(summary.AlarmMuteRuleArn.LastIndexOf(':') + 1)..];
        var request = new GetAlarmMuteRuleRequest { AlarmMuteRuleName = name };
        var rule = await new AwsCall($"mute rule {name}", place, "cloudwatch:GetAlarmMuteRule").SendAsync(
            clients,
            () => clients.CloudWatch(place, ClientUse.Read).GetAlarmMuteRuleAsync(request, cancellationToken),
            cancellationToken);
        return new AlarmMuteView(
            summary.AlarmMuteRuleArn,
            EquatableList.From(rule.MuteTargets?.AlarmNames ?? []),
            rule.Status?.Value == "ACTIVE",
            rule.Rule?.Schedule?.Expression ?? "",
            DurationOf(rule.Rule?.Schedule?.Duration),
            Instant.Of(rule.ExpireDate));
    }

    /// <summary>ISO 8601, such as PT4H.</summary>
    private static TimeSpan? DurationOf(string? text)
    {
        try
        {
            return text is { Length: > 0 } ? System.Xml.XmlConvert.ToTimeSpan(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
