using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>
/// Which report is due: at multiples of each phase's interval since midnight on the event's clocks, once more when Live
/// ends, and a last one when the event is closed or cancelled.
/// </summary>
/// <remarks>
/// It goes by the plan's schedule and not by when Clock moved the phase: where Clock is late, leaders are told that.
/// </remarks>
public static class ReportSchedule
{
    /// <summary>A Reporter that was away longer names the newest of what it missed.</summary>
    public const int MissedMax = 48;

    /// <summary>Clocks are changed by less.</summary>
    private static readonly TimeSpan ChangeMax = TimeSpan.FromHours(3);

    /// <param name="plan">The plan in force.</param>
    /// <param name="head">The event's head.</param>
    /// <param name="last">When the newest report was due; null when there was none.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The newest that is due and was not made; null when nothing is.</returns>
    public static ReportDue? Due(CompiledPlan plan, EventHead head, DateTimeOffset? last, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(head);
        if (plan.Reports.Every.Count == 0)
        {
            return null;
        }

        if (head.Phase is Phase.Closed or Phase.Cancelled)
        {
            // Also when this process's clock is behind the one that closed it: what was due until then was missed.
            return new ReportDue(head.ChangedAt, ReportKind.Final, Missed(plan, head, last, head.ChangedAt));
        }

        if (Newest(plan, head, now) is not { } newest || newest <= last)
        {
            return null;
        }

        return new ReportDue(newest, KindAt(plan, head, newest), Missed(plan, head, last, newest));
    }

    /// <summary>The newest due instant at or before an instant, made or not; null when none was yet.</summary>
    public static DateTimeOffset? Newest(CompiledPlan plan, EventHead head, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        DateTimeOffset? found = null;
        foreach (var stretch in Stretches(plan, head, now))
        {
            found = NewestIn(plan, stretch, now) ?? found;
        }

        return found;
    }

    /// <summary>The first due instant after an instant; null when the plan has none any more.</summary>
    public static DateTimeOffset? Next(CompiledPlan plan, EventHead head, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var clocks = new PlanClocks(plan);
        DateTimeOffset? first = null;
        foreach (var stretch in Stretches(plan, head, DateTimeOffset.MaxValue))
        {
            var from = stretch.From > now ? stretch.From : now;
            var due = Grid(clocks, from, stretch.Every)
                .FirstOrDefault(g => g > now && stretch.Holds(g));
            if (stretch.Ends && stretch.Until > now && (due == default || stretch.Until < due))
            {
                due = stretch.Until;
            }

            first = due != default && (first is null || due < first) ? due : first;
        }

        return first;
    }

    private static EquatableList<DateTimeOffset> Missed(
        CompiledPlan plan,
        EventHead head,
        DateTimeOffset? last,
        DateTimeOffset due)
    {
        var missed = new List<DateTimeOffset>();

        // Before the first report nobody waited for one: the event may have been put in force just now.
        var at = last is null ? null : Newest(plan, head, due.AddTicks(-1));
        while (at > last && missed.Count < MissedMax)
        {
            missed.Insert(0, at.Value);
            at = Newest(plan, head, at.Value.AddTicks(-1));
        }

        return EquatableList.From(missed);
    }

    private static ReportKind KindAt(CompiledPlan plan, EventHead head, DateTimeOffset at) =>
        at == plan.Schedule.Cooldown && head.Cancelling is null ? ReportKind.LiveOver : ReportKind.Regular;

    /// <summary>The times of one interval each, as far as they have begun.</summary>
    private static IEnumerable<Stretch> Stretches(CompiledPlan plan, EventHead head, DateTimeOffset now)
    {
        var (schedule, reports) = (plan.Schedule, plan.Reports);
        if (reports.Every.Count == 0)
        {
            yield break;
        }

        if (head.Cancelling is not null)
        {
            // On its way back to normal, whatever the schedule says.
            if (reports.EveryIn(Phase.Cooldown) is { } back)
            {
                yield return new Stretch(schedule.Prewarm, DateTimeOffset.MaxValue, back, Begins: true, Ends: false);
            }

            yield break;
        }

        if (reports.EveryIn(Phase.Prewarm) is { } prewarm && schedule.Prewarm <= now)
        {
            yield return new Stretch(schedule.Prewarm, schedule.Live, prewarm, Begins: true, Ends: false);
        }

        if (schedule.Live <= now)
        {
            // The end of Live has its summary, however often the plan wants to be told.
            var live = reports.EveryIn(Phase.Live) ?? TimeSpan.FromDays(1);
            var begins = reports.EveryIn(Phase.Live) is not null;
            yield return new Stretch(schedule.Live, schedule.Cooldown, live, begins, Ends: true);
        }

        // What is not back to normal in time goes on being told until it is.
        if (reports.EveryIn(Phase.Cooldown) is { } cooldown && schedule.Cooldown <= now)
        {
            yield return new Stretch(schedule.Cooldown, DateTimeOffset.MaxValue, cooldown, Begins: false, Ends: false);
        }
    }

    private static DateTimeOffset? NewestIn(CompiledPlan plan, Stretch stretch, DateTimeOffset now)
    {
        if (stretch.Ends && stretch.Until <= now)
        {
            return stretch.Until;
        }

        var until = now < stretch.Until ? now : stretch.Until;
        return Grid(new PlanClocks(plan), until, stretch.Every)
            .Where(g => g <= until && stretch.Holds(g))
            .Select(g => (DateTimeOffset?)g)
            .LastOrDefault();
    }

    /// <summary>
    /// The multiples of an interval since midnight around an instant, in order. An hour that clocks skip has none, and
    /// one that they repeat has two.
    /// </summary>
    private static IEnumerable<DateTimeOffset> Grid(PlanClocks clocks, DateTimeOffset around, TimeSpan every)
    {
        if (around > DateTimeOffset.MaxValue.AddDays(-3))
        {
            yield break;
        }

        // An interval is a whole part of a day, so that its multiples go on over midnight.
        var local = clocks.ToLocal(around);
        var before = local.Date + (every * Math.Floor(local.TimeOfDay / every));
        if (clocks.IsSteady(around - every - ChangeMax, around + every + ChangeMax))
        {
            yield return new DateTimeOffset(before - every, local.Offset);
            yield return new DateTimeOffset(before, local.Offset);
            yield return new DateTimeOffset(before + every, local.Offset);
            yield break;
        }

        var steps = (int)Math.Ceiling(ChangeMax / every) + 1;
        foreach (var instant in Enumerable.Range(-steps, (2 * steps) + 1)
            .SelectMany(step => clocks.InstantsOf(before + (step * every)))
            .Order())
        {
            yield return instant;
        }
    }

    /// <param name="From">Its begin.</param>
    /// <param name="Until">Its end, which is the next one's.</param>
    /// <param name="Every">The interval.</param>
    /// <param name="Begins">Whether its begin is due when it is on the grid, or any of it is due at all.</param>
    /// <param name="Ends">Whether its end is due too.</param>
    private sealed record Stretch(
        DateTimeOffset From,
        DateTimeOffset Until,
        TimeSpan Every,
        bool Begins,
        bool Ends)
    {
        public bool Holds(DateTimeOffset at) => at < Until
            && (Begins ? at >= From : !Ends && at > From);
    }
}
