namespace ServerlessReadiness.Application.Signals;

/// <summary>Says what an EventBridge event is, by its source and detail type.</summary>
public static class EventMessage
{
    public static Signal Read(EventEnvelope envelope, string functionRegion) =>
        (envelope.Source, envelope.DetailType) switch
        {
            ("aws.cloudwatch", AlarmMessage.StateChange or AlarmMessage.ContributorStateChange) =>
                AlarmMessage.FromEventBridge(envelope, functionRegion),
            ("aws.autoscaling", var type) when LifecycleMessage.IsDetailType(type) =>
                LifecycleMessage.FromEventBridge(envelope),
            ("aws.ec2", var type) when InstanceMessage.IsDetailType(type) => InstanceMessage.FromEventBridge(envelope),
            ("aws.health", HealthMessage.DetailType or HealthMessage.AbuseDetailType) =>
                HealthMessage.FromEventBridge(envelope),
            ("aws.events", "Scheduled Event") or ("aws.scheduler", _) => TickOf(envelope),
            _ => Unreadable(
                envelope,
                $"event: no function answers {RawText.Quote(envelope.DetailType)} "
                    + $"from {RawText.Quote(envelope.Source)}; narrow the pattern of the rule that sends it."),
        };

    private static Signal TickOf(EventEnvelope envelope) =>
        envelope.Time is { } at
            ? new Signal.Tick(at)
            : Unreadable(envelope, "scheduled event: it has no readable time; send it without an input transformer.");

    private static Signal.Unreadable Unreadable(EventEnvelope envelope, string reason) =>
        new(reason, RawText.Of(envelope.Whole.GetRawText()));
}
