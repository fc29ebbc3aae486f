using System.Text.Json;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Application.Signals;

/// <summary>
/// Reads the three forms in which CloudWatch tells of an alarm: the message published to SNS, the EventBridge event,
/// and the direct invocation of a function. The same change gives the same transition in all three.
/// </summary>
public static class AlarmMessage
{
    public const string StateChange = "CloudWatch Alarm State Change";

    /// <summary>
    /// A series of an alarm over several. The names alarmContributor.id and .attributes come from public
    /// documentation and have not been seen on a real account.
    /// </summary>
    public const string ContributorStateChange = "CloudWatch Alarm Contributor State Change";

    /// <summary>The JSON that CloudWatch publishes to SNS.</summary>
    /// <param name="message">The parsed message.</param>
    /// <param name="functionRegion">
    /// The region to assume when the message is so old that it carries no ARN. Its own Region is a display name.
    /// </param>
    public static Signal FromSns(JsonElement message, string functionRegion)
    {
        var trigger = message.Member("Trigger");
        var fields = new AlarmFields(SignalSource.Sns)
        {
            Arn = message.Text("AlarmArn"),
            Region = functionRegion,
            Account = message.Text("AWSAccountId"),
            Name = message.Text("AlarmName"),
            State = message.Text("NewStateValue"),
            ChangedAt = message.Text("StateChangeTime"),
            Reason = message.Text("NewStateReason"),
            TreatMissingData = trigger.Text("TreatMissingData"),
            IsOfContributor = message.Has("AlarmContributorId") || message.Has("AlarmContributorAttributes"),
            Contributor = message.Text("AlarmContributorId"),
            IsComposite = trigger.ValueKind != JsonValueKind.Object
                && (message.Has("AlarmRule") || message.Has("TriggeringChildren")),
            IsSuppressed = message.Text("ActionsSuppressedBy") is { Length: > 0 },
        };
        fields.Metrics.AddMetric(trigger);
        fields.Metrics.AddQueries(trigger.Member("Metrics"));
        fields.Metrics.AddDimensions(message.Member("AlarmContributorAttributes"));
        AddChildren(fields.Children, message.Member("TriggeringChildren"));
        return ToSignal(fields, message);
    }

    /// <summary>The detail of an EventBridge event.</summary>
    public static Signal FromEventBridge(EventEnvelope envelope, string functionRegion) =>
        FromData(
            envelope.Detail,
            new AlarmFields(SignalSource.EventBridge)
            {
                Arn = envelope.Resources.FirstOrDefault(resource => AlarmId.TryParse(resource, out _)),
                Region = envelope.Region ?? functionRegion,
                Account = envelope.Account,
                IsOfContributor = envelope.DetailType == ContributorStateChange,
            },
            envelope.Whole);

    /// <summary>The payload with which CloudWatch invokes a function that is an alarm's action.</summary>
    public static Signal FromDirectInvocation(JsonElement payload, string functionRegion) =>
        FromData(
            payload.Member("alarmData"),
            new AlarmFields(SignalSource.DirectInvoke)
            {
                Arn = payload.Text("alarmArn"),
                Region = payload.Text("region") ?? functionRegion,
                Account = payload.Text("accountId"),
            },
            payload);

    private static Signal FromData(JsonElement data, AlarmFields known, JsonElement whole)
    {
        var state = data.Member("state");
        var configuration = data.Member("configuration");
        var contributor = data.Member("alarmContributor");
        var fields = known with
        {
            Name = data.Text("alarmName"),
            State = state.Text("value"),
            ChangedAt = state.Text("timestamp"),
            Reason = state.Text("reason"),
            TreatMissingData = configuration.Text("treatMissingData"),
            IsOfContributor = known.IsOfContributor || data.Has("alarmContributor"),
            Contributor = contributor.Text("id"),
            IsComposite = configuration.Has("alarmRule"),
            IsSuppressed = state.Text("actionsSuppressedBy") is { Length: > 0 }
                || data.Member("muteDetail").Text("mutedByArn") is { Length: > 0 },
        };
        fields.Metrics.AddQueries(configuration.Member("metrics"));
        fields.Metrics.AddDimensions(contributor.Member("attributes"));
        if (fields.IsComposite && state.Text("reasonData") is { } reasonData)
        {
            // The children are in a JSON text inside the state. Without them the transition still counts.
            using var parsed = WireJson.TryParse(reasonData, out _);
            AddChildren(fields.Children, parsed?.RootElement.Member("triggeringAlarms") ?? default);
        }

        return ToSignal(fields, whole);
    }

    private static void AddChildren(List<AlarmId> children, JsonElement list)
    {
        foreach (var child in list.Items())
        {
            if (children.Count <= AlarmFields.ChildrenMax
                && AlarmId.TryParse(AlarmMetrics.Either(child, "Arn", "arn").AsText(), out var alarm))
            {
                children.Add(alarm);
            }
        }
    }

    private static Signal ToSignal(AlarmFields fields, JsonElement whole)
    {
        var transition = fields.ToTransition(out var problem);
        return transition is not null
            ? new Signal.AlarmChanged(transition)
            : new Signal.Unreadable(
                $"message of alarm {RawText.Quote(fields.Name ?? fields.Arn)}: {problem}.",
                RawText.Of(whole.GetRawText()));
    }
}
