using System.Diagnostics;
using System.Globalization;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Whether a step's conditions hold, by what was read of them.</summary>
public static class StepConditions
{
    /// <summary>
    /// True when all hold. False when one does not, also if another cannot be read. Null when it is not known. The
    /// words say which, and what was seen.
    /// </summary>
    public static (bool? Hold, string Words) Judge(EquatableList<StepCondition> conditions, Observation seen)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(seen);
        var judged = conditions.Select(c => One(c, seen)).ToList();
        var broken = judged.Where(j => j.Holds == false).Select(j => j.Words).ToList();
        var unread = judged.Where(j => j.Holds is null).Select(j => j.Words).ToList();
        return broken.Count > 0 ? (false, string.Join("; ", broken))
            : unread.Count > 0 ? (null, string.Join("; ", unread))
            : (true, string.Join("; ", judged.Select(j => j.Words)));
    }

    private static (bool? Holds, string Words) One(StepCondition condition, Observation seen) => condition switch
    {
        StepCondition.AlarmIs alarm => seen.Alarms?.FirstOrDefault(a => a.Name == alarm.Alarm) is { } reading
            ? (reading.Firing == alarm.Firing,
                $"alarm {alarm.Alarm} {(reading.Firing ? "fires" : "does not fire")}")
            : (null, $"alarm {alarm.Alarm} cannot be read"),
        StepCondition.MetricIs metric => seen.Metrics?.FirstOrDefault(m => m.Name == metric.Metric) is { } reading
            ? (IsWithin(metric, reading.Value), $"metric {metric.Metric} is {Number(reading.Value)} "
                + $"({Wanted(metric)} is asked for)")
            : (null, $"metric {metric.Metric} has no value of the last minutes"),
        _ => throw new UnreachableException($"No row for {condition.GetType().Name}."),
    };

    private static bool IsWithin(StepCondition.MetricIs metric, decimal value) =>
        (metric.Above is not { } above || value > above) && (metric.Below is not { } below || value < below);

    private static string Wanted(StepCondition.MetricIs metric) => (metric.Above, metric.Below) switch
    {
        ({ } above, { } below) => $"above {Number(above)} and below {Number(below)}",
        ({ } above, null) => $"above {Number(above)}",
        (null, { } below) => $"below {Number(below)}",
        _ => "any value",
    };

    private static string Number(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
