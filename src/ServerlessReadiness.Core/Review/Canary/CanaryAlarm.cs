using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Review.Canary;

/// <summary>The alarm that proves the way of alarms: it watches nothing, and no response of a plan ever answers it.</summary>
public static class CanaryAlarm
{
    /// <summary>Nothing publishes this metric, and missing data leaves the alarm as it was set.</summary>
    public const string Namespace = "ServerlessReadiness";

    public const string Metric = "Canary";

    private const string Prefix = "readiness-canary-";

    public static string NameOf(EventId eventId) => $"{Prefix}{eventId}";

    /// <summary>Whether the alarm is the canary of some event.</summary>
    public static bool Is(string alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return alarm.StartsWith(Prefix, StringComparison.Ordinal);
    }
}
