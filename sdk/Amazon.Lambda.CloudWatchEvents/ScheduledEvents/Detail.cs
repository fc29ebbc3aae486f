namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>A schedule carries nothing beyond its time and rule.</summary>
public class Detail
{
}
