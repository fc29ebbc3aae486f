using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Application.Signals;

/// <summary>Reads what EC2 announces about instances through EventBridge.</summary>
public static class InstanceMessage
{
    public static bool IsDetailType(string? detailType) => KindOf(detailType) is not null;

    public static Signal FromEventBridge(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var kind = KindOf(envelope.DetailType);
        var text = envelope.Detail.Text("instance-id");
        var word = envelope.Detail.Text("state") ?? envelope.Detail.Text("instance-action");
        var problem = (kind, envelope) switch
        {
            (null, _) => $"its kind {RawText.Quote(envelope.DetailType)} is not known",
            (_, { Account: null or "" } or { Region: null or "" }) => "it names no account or no region",
            (_, { Time: null }) => "it has no readable time",
            (InstanceNoticeKind.StateChange, _) when word is null => "it names no state",
            _ => null,
        };
        return problem is null && InstanceId.TryParse(text, out var instance)
            ? new Signal.InstanceAnnounced(new InstanceNotice(
                kind!.Value,
                instance,
                envelope.Account!,
                envelope.Region!,
                envelope.Time!.Value,
                word,
                envelope.Whole.Text("id")))
            : new Signal.Unreadable(
                $"event about instance {RawText.Quote(text)}: {problem ?? InstanceId.Rule}; "
                    + "send EC2's event unchanged.",
                RawText.Of(envelope.Whole.GetRawText()));
    }

    private static InstanceNoticeKind? KindOf(string? detailType) => detailType switch
    {
        "EC2 Spot Instance Interruption Warning" => InstanceNoticeKind.SpotInterruption,
        "EC2 Instance Rebalance Recommendation" => InstanceNoticeKind.Rebalance,
        "EC2 Instance State-change Notification" => InstanceNoticeKind.StateChange,
        _ => null,
    };
}
