namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>What an EventBridge rule with a schedule sends: <c>aws.events</c>, <c>Scheduled Event</c>.</summary>
public class ScheduledEvent : CloudWatchEvent<Detail>
{
}
