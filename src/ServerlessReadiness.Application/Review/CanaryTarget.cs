using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Application.Review;

/// <summary>Which alarm is the canary, and what it does when it fires.</summary>
public sealed record CanaryTarget(AlarmId Alarm, EquatableList<string> Actions)
{
    /// <summary>In the account and region of our alarm topic, the way that the plan's alarms take.</summary>
    /// <exception cref="PortException">Nobody said which topic or function is ours.</exception>
    public static CanaryTarget Of(EventId eventId, AlarmRoutes routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var action = routes.TopicArn ?? routes.ResponderArn;
        return action?.Split(':') is [_, _, _, { Length: > 0 } region, { Length: > 0 } account, ..]
            ? new CanaryTarget(AlarmId.Of(region, account, CanaryAlarm.NameOf(eventId)), [action])
            : throw new PortException(
                PortFailure.Refused,
                "The canary has no way to try: set READINESS_ALARM_TOPIC_ARN to the stack's alarm topic.");
    }
}
