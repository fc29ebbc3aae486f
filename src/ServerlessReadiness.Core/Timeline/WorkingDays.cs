using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>
/// Days on which people work: Monday to Friday, on the event's clocks. Public holidays are no business of ours; whoever
/// has one moves the task.
/// </summary>
public static class WorkingDays
{
    /// <summary>When a working day ends.</summary>
    public static readonly TimeSpan End = TimeSpan.FromHours(18);

    /// <summary>When a working day begins: people are reminded then.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromHours(9);

    /// <summary>The end of the last working day that is at least so many days before.</summary>
    public static DateTimeOffset Before(DateTimeOffset instant, int days, PlanClocks clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        var day = clocks.ToLocal(instant).Date.AddDays(-days);
        while (IsWeekend(day))
        {
            day = day.AddDays(-1);
        }

        return At(day + End, clocks);
    }

    /// <summary>The end of the working day so many working days later; of 0, of that day or the next working one.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, int days, PlanClocks clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        var local = clocks.ToLocal(instant);
        var day = local.TimeOfDay < End ? local.Date : local.Date.AddDays(1);
        for (var left = days; IsWeekend(day) || left > 0; day = day.AddDays(1))
        {
            left -= IsWeekend(day) ? 0 : 1;
        }

        return At(day + End, clocks);
    }

    /// <summary>The instant at which the event's clocks show this; within a skipped hour, the first after it.</summary>
    public static DateTimeOffset At(DateTime local, PlanClocks clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        return clocks.InstantsOf(local) is [var first, ..]
            ? first.ToUniversalTime()
            : clocks.InstantsOf(local.AddHours(1)) is [var later, ..]
                ? later.ToUniversalTime()
                : new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc));
    }

    private static bool IsWeekend(DateTime day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
