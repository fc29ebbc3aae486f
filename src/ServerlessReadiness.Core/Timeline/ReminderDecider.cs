using System.Globalization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>
/// Whom to remind of what: each owner once a day, when a working day begins on the event's clocks, of what is late and
/// what is due that day or the next. Whoever has done everything hears nothing.
/// </summary>
public static class ReminderDecider
{
    /// <summary>From one look to the next. A beat in between reads no task.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    private const int NamedMax = 5;

    public static bool IsTimeToLook(TimelineMemory? memory, DateTimeOffset now) => memory is null || now >= memory.LookAt;

    public static ReminderDecision Decide(
        EventId eventId,
        TimelineMemory? memory,
        IReadOnlyList<TimelineTask> tasks,
        PlanClocks clocks,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(clocks);
        var late = tasks.Where(t => t.StateAt(now, clocks) == TaskState.Late).ToList();

        // The first look only starts the count: nobody is told of tasks in the minute in which a plan is applied.
        var isDue = memory is not null && IsNewDay(memory.RemindedAt, clocks, now);
        var next = (memory ?? new TimelineMemory(eventId, now, null, IssueOpen: false)) with
        {
            LookAt = now + LookEvery,
            RemindedAt = isDue ? now : memory?.RemindedAt,
        };
        return (late.Count > 0, next.IssueOpen) switch
        {
            (true, false) when memory is not null =>
                new ReminderDecision(next with { IssueOpen = true }, Of(), Open(late, clocks)),
            (false, true) => new ReminderDecision(
                next with { IssueOpen = false },
                Of(),
                new IssueWish.Close(null, IssueKind.TaskLate, "no task is late any more")),
            _ => new ReminderDecision(next, Of(), null),
        };

        EquatableList<Reminder> Of() => isDue ? Reminders(tasks, clocks, now) : [];
    }

    private static bool IsNewDay(DateTimeOffset? last, PlanClocks clocks, DateTimeOffset now)
    {
        var local = clocks.ToLocal(now);
        return local.TimeOfDay >= WorkingDays.Start
            && (last is not { } at || clocks.ToLocal(at).Date < local.Date);
    }

    private static EquatableList<Reminder> Reminders(
        IReadOnlyList<TimelineTask> tasks,
        PlanClocks clocks,
        DateTimeOffset now) => EquatableList.From(tasks
        .Where(t => t.StateAt(now, clocks) is TaskState.Late or TaskState.Near)
        .GroupBy(t => t.Owner, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new Reminder(
            g.Key,
            EquatableList.From(g.Where(t => t.StateAt(now, clocks) == TaskState.Late).OrderBy(t => t.Due)),
            EquatableList.From(g.Where(t => t.StateAt(now, clocks) == TaskState.Near).OrderBy(t => t.Due)))));

    private static IssueWish.Open Open(List<TimelineTask> late, PlanClocks clocks)
    {
        var first = late.OrderBy(t => t.Due).Take(NamedMax).Select(t => string.Create(
            CultureInfo.InvariantCulture,
            $"{t.Id} ({t.Owner}, due {clocks.ToLocal(t.Due):yyyy-MM-dd})"));
        var rest = late.Count > NamedMax ? $" and {late.Count - NamedMax} more" : "";
        return new IssueWish.Open(
            null,
            IssueKind.TaskLate,
            $"{late.Count} task(s) of the timeline are late: {string.Join(", ", first)}{rest}",
            "Their owners are reminded each morning; see readiness tasks list, and move, assign or do them",

            // The owners hear of it in their own message.
            Pages: false);
    }
}
