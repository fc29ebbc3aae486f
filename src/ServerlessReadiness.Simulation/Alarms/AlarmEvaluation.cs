using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>CloudWatch's rule for M out of N with missing data treated as missing.</summary>
internal static class AlarmEvaluation
{
    /// <param name="newestLast">The newest N values; null where a period has no data.</param>
    /// <param name="datapointsToAlarm">M.</param>
    /// <param name="above">A value breaches above this.</param>
    /// <param name="present">The alarm's present state, kept where the values say nothing new.</param>
    public static AlarmStateValue Of(
        ReadOnlySpan<int?> newestLast,
        int datapointsToAlarm,
        int above,
        AlarmStateValue present)
    {
        var (known, breaching, oldestBreaching) = (0, 0, -1);
        for (var i = 0; i < newestLast.Length; i++)
        {
            if (newestLast[i] is not { } value)
            {
                continue;
            }

            known++;
            if (value > above)
            {
                breaching++;
                oldestBreaching = oldestBreaching < 0 ? i : oldestBreaching;
            }
        }

        if (known == 0)
        {
            return AlarmStateValue.InsufficientData;
        }

        // With gaps an alarm also fires when all that is known breaches and the oldest of it is M periods old.
        var fires = breaching >= datapointsToAlarm
            || (breaching == known
                && known < newestLast.Length
                && newestLast.Length - oldestBreaching >= datapointsToAlarm);
        return fires ? AlarmStateValue.Alarm
            : known + 1 < datapointsToAlarm && breaching == known ? present
            : AlarmStateValue.Ok;
    }
}
