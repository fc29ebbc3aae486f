using System.Globalization;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>Whether a mute rule keeps an alarm silent while the event is on.</summary>
internal static class AlarmMutes
{
    /// <summary>An instant of a rule is on the clocks of a zone of its own, which is taken for UTC here.</summary>
    private static readonly TimeSpan ZonesDiffer = TimeSpan.FromHours(14);

    public static bool Names(AlarmMuteView mute, AlarmPathView alarm) =>
        mute.Name.Split(':') is [_, _, _, var region, var account, ..]
        && region == alarm.Alarm.Region && account == alarm.Alarm.Account
        && mute.Alarms.Any(a => a == alarm.Alarm.Name || a == alarm.Alarm.Value);

    /// <summary>
    /// One that mutes now is in the way now. One that comes back by a cron expression is taken for in the way unless it
    /// ends before: which hours that are, in which zone, a person must see.
    /// </summary>
    public static bool Touches(AlarmMuteView mute, EventSchedule schedule)
    {
        if (mute.IsActive)
        {
            return true;
        }

        if (mute.Expires < schedule.Prewarm)
        {
            return false;
        }

        return Once(mute.Expression) is not { } at
            || (at - ZonesDiffer < schedule.Closed
                && at + (mute.Duration ?? TimeSpan.FromDays(1)) + ZonesDiffer > schedule.Prewarm);
    }

    private static DateTimeOffset? Once(string expression) =>
        expression.StartsWith("at(", StringComparison.Ordinal) && expression.EndsWith(')')
        && DateTimeOffset.TryParse(
            expression[3..^1],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at)
            ? at
            : null;
}
