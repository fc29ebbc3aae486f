using System.Text.Json;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.CloudWatch.Model;

/// <summary>The service's description of alarms as the review sees them.</summary>
internal static class AlarmViews
{
    public static AlarmPathView Of(MetricAlarm alarm) => new(
        AlarmMapping.Id(alarm.AlarmArn),
        AlarmMapping.State(alarm.StateValue, alarm.AlarmArn),
        alarm.ActionsEnabled ?? true,
        EquatableList.From(alarm.AlarmActions ?? []),
        EquatableList.From(Metrics(alarm).Select(Watched)),
        Threshold(alarm),
        AlarmMapping.MissingDataOf(alarm.TreatMissingData) ?? MissingData.Missing,
        []);

    public static AlarmPathView Of(CompositeAlarm alarm) => new(
        AlarmMapping.Id(alarm.AlarmArn),
        AlarmMapping.State(alarm.StateValue, alarm.AlarmArn),
        alarm.ActionsEnabled ?? true,
        EquatableList.From(alarm.AlarmActions ?? []),
        [],
        null,
        MissingData.Missing,
        [])
    {
        Rule = alarm.AlarmRule ?? "",
        SuppressedBy = alarm.ActionsSuppressedBy?.Value is { Length: > 0 } by
            ? alarm.ActionsSuppressedReason is { Length: > 0 } why ? $"{by}: {why}" : by
            : null,
        Suppressor = alarm.ActionsSuppressor is { Length: > 0 } suppressor ? suppressor : null,
    };

    /// <summary>
    /// From an alarm's history of actions, newest first: failures of what has not worked since. Null for what worked.
    /// </summary>
    public static EquatableList<AlarmFailure> Failures(IEnumerable<AlarmHistoryItem> newestFirst)
    {
        var worked = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<AlarmFailure>();
        foreach (var item in newestFirst)
        {
            var (target, hasFailed, why) = Read(item);
            if (!hasFailed)
            {
                worked.Add(target);
            }
            else if (worked.Add(target))
            {
                // One failure for each target says it all; older ones of the same add nothing.
                failures.Add(new AlarmFailure(
                    Instant.Of(item.Timestamp) ?? DateTimeOffset.UnixEpoch,
                    why is null ? item.HistorySummary ?? "" : $"{item.HistorySummary}: {why}"));
            }
        }

        return EquatableList.From(failures);
    }

    private static (string Target, bool HasFailed, string? Why) Read(AlarmHistoryItem item)
    {
        var summary = item.HistorySummary ?? "";
        var hasFailed = summary.StartsWith("Failed", StringComparison.OrdinalIgnoreCase);
        try
        {
            using var data = JsonDocument.Parse(item.HistoryData is { Length: > 0 } json ? json : "{}");
            return (
                Text(data.RootElement, "notificationResource") ?? summary[(summary.LastIndexOf(' ') + 1)..],
                hasFailed || string.Equals(Text(data.RootElement, "actionState"), "Failed", StringComparison.OrdinalIgnoreCase),
                Text(data.RootElement, "error"));
        }
        catch (JsonException)
        {
            return (summary[(summary.LastIndexOf(' ') + 1)..], hasFailed, null);
        }
    }

    private static string? Text(JsonElement data, string key) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(key, out var found)
            && found.ValueKind is JsonValueKind.String && found.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static IEnumerable<Metric> Metrics(MetricAlarm alarm) => string.IsNullOrEmpty(alarm.MetricName)
        ? (alarm.Metrics ?? []).Select(q => q.MetricStat?.Metric).OfType<Metric>()
        : [new Metric { Namespace = alarm.Namespace, MetricName = alarm.MetricName, Dimensions = alarm.Dimensions }];

    private static WatchedMetric Watched(Metric metric) => new(
        metric.Namespace ?? "",
        metric.MetricName ?? "",
        EquatableList.From((metric.Dimensions ?? []).Select(d => new AlarmDimension(d.Name, d.Value))));

    /// <summary>A band of anomalies has none.</summary>
    private static AlarmThreshold? Threshold(MetricAlarm alarm)
    {
        var isAbove = alarm.ComparisonOperator?.Value is "GreaterThanThreshold" or "GreaterThanOrEqualToThreshold";
        var isBelow = alarm.ComparisonOperator?.Value is "LessThanThreshold" or "LessThanOrEqualToThreshold";
        return alarm.Threshold is { } value && (isAbove || isBelow)
            ? new AlarmThreshold(
                value,
                isAbove,
                IsOfMath: string.IsNullOrEmpty(alarm.MetricName),
                alarm.Statistic?.Value ?? alarm.ExtendedStatistic)
            : null;
    }
}
