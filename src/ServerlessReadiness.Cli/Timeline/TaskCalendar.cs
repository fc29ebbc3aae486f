using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

using Calendar = Ical.Net.Calendar;

namespace ServerlessReadiness.Cli.Timeline;

/// <summary>
/// The event as a calendar (RFC 5545): its phases at their hours, its tasks as whole days with an alarm the morning
/// before. Imported again, an entry replaces its former self: its UID stays, its SEQUENCE grows.
/// </summary>
internal static class TaskCalendar
{
    private const string Product = "-//Serverless Readiness//timeline//EN";

    // A whole day begins at midnight; fifteen hours before it is nine in the morning of the day before.
    private static readonly Duration AlarmBefore = Duration.FromHours(-15);

    /// <param name="plan">The plan.</param>
    /// <param name="version">The plan's version; 0 for a file.</param>
    /// <param name="tasks">Its tasks.</param>
    /// <param name="language">In which language.</param>
    /// <param name="now">When it is written.</param>
    /// <returns>The file's text, with CRLF as the RFC wants it.</returns>
    public static string Write(
        CompiledPlan plan,
        int version,
        IReadOnlyList<TimelineTask> tasks,
        Language language,
        DateTimeOffset now)
    {
        var clocks = new PlanClocks(plan);
        var wording = new Wording(language, clocks);
        var stamp = Utc(now);
        var calendar = new Calendar { ProductId = Product, Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", plan.Name);
        (string Id, Phase Phase, DateTimeOffset From, DateTimeOffset Until)[] phases =
        [
            ("prewarm", Phase.Prewarm, plan.Schedule.Prewarm, plan.Schedule.Live),
            ("live", Phase.Live, plan.Schedule.Live, plan.Schedule.Cooldown),
            ("cooldown", Phase.Cooldown, plan.Schedule.Cooldown, plan.Schedule.Closed),
        ];
        foreach (var (id, phase, from, until) in phases)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = UidOf(plan, $"phase-{id}"),
                Summary = $"{plan.Name}: {PhaseWords.Of(phase, wording)}",
                Start = Utc(from),
                End = Utc(until),
                DtStamp = stamp,
                Sequence = version,
                Location = string.Join(", ", new[] { plan.WarRoom.Bridge, plan.WarRoom.Link }.OfType<string>()),
            });
        }

        foreach (var task in tasks)
        {
            calendar.Events.Add(Entry(plan, version, task, wording, clocks, stamp));
        }

        // Whoever imported a task before the plan dropped it must lose it again.
        foreach (var dropped in TimelineTasks.Dropped(plan))
        {
            var entry = Entry(plan, version, new TimelineTask(dropped, null), wording, clocks, stamp);
            entry.Status = EventStatus.Cancelled;
            entry.Alarms.Clear();
            calendar.Events.Add(entry);
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent Entry(
        CompiledPlan plan,
        int version,
        TimelineTask task,
        Wording wording,
        PlanClocks clocks,
        CalDateTime stamp)
    {
        var day = DateOnly.FromDateTime(clocks.ToLocal(task.Due).Date);
        var words = TaskWords.Of(task.Task.Text, wording);
        var owner = TaskOwners.NameOf(plan, task.Owner);
        var entry = new CalendarEvent
        {
            Uid = UidOf(plan, $"task-{task.Id}"),
            Summary = task.IsDone ? wording.Say(CalendarPhrase.DoneTask, words) : words,
            Description = wording.Say(
                CalendarPhrase.TaskDetails,
                owner,
                wording.Instant(task.Due),
                wording.Say(TaskWords.Of(task.Task.Stage)),
                $"readiness tasks done {task.Id} --event {plan.Event} --reason \"...\""),
            Start = new CalDateTime(day),
            End = new CalDateTime(day.AddDays(1)),
            DtStamp = stamp,

            // Both only ever grow, so their sum does: a plan's version, and how often people changed the task.
            Sequence = version + (int)task.Changes,
            Status = EventStatus.Confirmed,
            Transparency = TransparencyType.Transparent,
            Categories = [wording.Say(TaskWords.Of(task.Task.Stage))],
        };
        if (TaskOwners.ContactOf(plan, task.Owner) is { } contact)
        {
            entry.Contacts.Add($"{contact.Name} <{contact.Address}>");
        }

        if (!task.IsDone)
        {
            entry.Alarms.Add(new Alarm
            {
                Action = AlarmAction.Display,
                Description = words,
                Trigger = new Trigger(AlarmBefore),
            });
        }

        return entry;
    }

    private static string UidOf(CompiledPlan plan, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}.{plan.Event}@serverless-readiness");

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, CalDateTime.UtcTzId);
}
