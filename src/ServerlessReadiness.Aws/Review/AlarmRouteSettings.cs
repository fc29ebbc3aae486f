using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

/// <summary>
/// The ways on which alarms come to us, from the environment: READINESS_ALARM_TOPIC_ARN, READINESS_ALARM_RESPONDER_ARN
/// and READINESS_ALARM_NAME_PREFIX. What is not set is not known.
/// </summary>
public static class AlarmRouteSettings
{
    public static AlarmRoutes Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new AlarmRoutes(
            Known("READINESS_ALARM_TOPIC_ARN"),
            Known("READINESS_ALARM_RESPONDER_ARN"),
            Known("READINESS_ALARM_NAME_PREFIX"));

        string? Known(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
