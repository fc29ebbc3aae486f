using System.Text.Json;
using Amazon.CloudWatch;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Aws.Alarms;

using Amazon.CloudWatch.Model;

/// <summary>The service's description of an alarm as the transition into its present state.</summary>
internal static class AlarmMapping
{
    public static AlarmTransition ToTransition(MetricAlarm alarm) => new(
        Id(alarm.AlarmArn),
        Contributor: null,
        State(alarm.StateValue, alarm.AlarmArn),
        At(alarm.StateTransitionedTimestamp, alarm.StateUpdatedTimestamp),
        alarm.StateReason ?? "",
        MissingDataOf(alarm.TreatMissingData),
        EquatableList.From(Metrics(alarm).Select(m => new AlarmMetric(m.Namespace ?? "", m.MetricName)).Distinct()),
        EquatableList.From(Metrics(alarm)
            .SelectMany(m => m.Dimensions ?? [])
            .Select(d => new AlarmDimension(d.Name, d.Value))
            .Distinct()),
        Children: [],
        IsComposite: false,
        // Someone switched the alarm's actions off: that silences us as well.
        IsSuppressed: alarm.ActionsEnabled == false,
        SignalSource.Sweep);

    public static AlarmTransition ToTransition(CompositeAlarm alarm) => new(
        Id(alarm.AlarmArn),
        Contributor: null,
        State(alarm.StateValue, alarm.AlarmArn),
        At(alarm.StateTransitionedTimestamp, alarm.StateUpdatedTimestamp),
        alarm.StateReason ?? "",
        MissingData: null,
        Metrics: [],
        Dimensions: [],
        EquatableList.From(TriggeringChildren(alarm.StateReasonData)),
        IsComposite: true,
        IsSuppressed: alarm.ActionsEnabled == false || !string.IsNullOrEmpty(alarm.ActionsSuppressedBy?.Value),
        SignalSource.Sweep);

    // StateChangeTime of a notification is when the value changed. The update time also moves when only the evaluation
    // changed, so it is second choice. Without either, nothing that is stored is younger.
    private static DateTimeOffset At(DateTime? transitioned, DateTime? updated) =>
        Instant.Of(transitioned) ?? Instant.Of(updated) ?? DateTimeOffset.UnixEpoch;

    internal static AlarmId Id(string arn) => AlarmId.TryParse(arn, out var id) ? id : throw new PortException(
        PortFailure.Refused,
        $"CloudWatch described an alarm with the ARN \"{arn}\"; {AlarmId.Rule}. Its state is not used.");

    internal static AlarmStateValue State(StateValue? state, string arn) => state?.Value switch
    {
        "OK" => AlarmStateValue.Ok,
        "ALARM" => AlarmStateValue.Alarm,
        "INSUFFICIENT_DATA" => AlarmStateValue.InsufficientData,
        var other => throw new PortException(
            PortFailure.Refused,
            $"Alarm {arn} is in the state \"{other}\", which is not known; only OK, ALARM and INSUFFICIENT_DATA are."),
    };

    internal static MissingData? MissingDataOf(string? treatment) => treatment switch
    {
        // The service's default when it was never set.
        null or "" or "missing" => MissingData.Missing,
        "notBreaching" => MissingData.NotBreaching,
        "breaching" => MissingData.Breaching,
        "ignore" => MissingData.Ignore,
        _ => null,
    };

    private static IEnumerable<Metric> Metrics(MetricAlarm alarm) => string.IsNullOrEmpty(alarm.MetricName)
        ? (alarm.Metrics ?? []).Select(q => q.MetricStat?.Metric).OfType<Metric>()
        : [new Metric { Namespace = alarm.Namespace, MetricName = alarm.MetricName, Dimensions = alarm.Dimensions }];

    /// <summary>From StateReasonData, which is JSON for machines and may be absent.</summary>
    private static List<AlarmId> TriggeringChildren(string? reasonData)
    {
        var children = new List<AlarmId>();
        if (string.IsNullOrEmpty(reasonData))
            return children;

        try
        {
            using var data = JsonDocument.Parse(reasonData);
            if (data.RootElement.ValueKind is not JsonValueKind.Object
                || !data.RootElement.TryGetProperty("triggeringAlarms", out var alarms)
                || alarms.ValueKind is not JsonValueKind.Array)
                return children;

            foreach (var alarm in alarms.EnumerateArray())
            {
                if (alarm.ValueKind is JsonValueKind.Object
                    && alarm.TryGetProperty("arn", out var arn)
                    && arn.ValueKind is JsonValueKind.String
                    && AlarmId.TryParse(arn.GetString(), out var id))
                    children.Add(id);
            }
        }
        catch (JsonException)
        {
            // The children only explain; the alarm's state stands without them.
        }

        return children;
    }
}
