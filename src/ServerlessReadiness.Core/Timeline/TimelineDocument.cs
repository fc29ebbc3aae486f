using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>Composes what people read of the tasks: the whole list, and a morning's reminder.</summary>
public static class TimelineDocument
{
    /// <summary>The whole list, week by week.</summary>
    public static Document Of(CompiledPlan plan, IReadOnlyList<TimelineTask> tasks, Language language, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var clocks = new PlanClocks(plan);
        var wording = new Wording(language, clocks);
        var progress = TaskProgress.Of(tasks, clocks, now);
        var blocks = new List<Block>
        {
            new Block.Paragraph(tasks.Count == 0
                ? wording.Say(TimelinePhrase.NoTasks)
                : wording.Say(
                    TimelinePhrase.Progress,
                    Wording.Number(progress.Done),
                    Wording.Number(progress.Total),
                    Wording.Number(progress.Late))),
        };
        if (tasks.Count > 0)
        {
            blocks.Add(new Block.Paragraph(progress.Next is { } next
                ? wording.Say(
                    TimelinePhrase.Next,
                    TaskWords.Of(next.Task.Text, wording),
                    wording.Instant(next.Due),
                    TaskOwners.NameOf(plan, next.Owner))
                : wording.Say(TimelinePhrase.NothingLeft)));
        }

        foreach (var stage in tasks.GroupBy(t => t.Task.Stage).OrderBy(g => g.Key))
        {
            blocks.Add(new Block.Heading(2, wording.Say(TaskWords.Of(stage.Key))));
            blocks.Add(Table(plan, stage, wording, clocks, now));
        }

        return new Document(
            language,
            wording.Say(TimelinePhrase.Title, plan.Name),
            EquatableList.From(blocks));
    }

    /// <summary>What one owner gets in the morning.</summary>
    public static Document Of(CompiledPlan plan, Reminder reminder, Language language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reminder);
        var wording = new Wording(language, new PlanClocks(plan));
        var blocks = new List<Block>
        {
            new Block.Paragraph(wording.Say(
                TimelinePhrase.ReminderGreeting,
                TaskOwners.NameOf(plan, reminder.Owner))),
        };
        if (TaskOwners.ContactOf(plan, reminder.Owner) is null)
        {
            blocks.Add(new Block.Notice(Tone.Warning, wording.Say(TimelinePhrase.NoContact, reminder.Owner)));
        }

        Add(TimelinePhrase.ReminderLate, reminder.Late);
        Add(TimelinePhrase.ReminderNear, reminder.Near);
        blocks.Add(new Block.Paragraph(wording.Say(
            TimelinePhrase.ReminderHow,
            $"readiness tasks done ID --event {plan.Event} --reason \"...\"")));
        return new Document(
            language,
            wording.Count(TimelinePhrase.ReminderSubject, reminder.Late.Count + reminder.Near.Count, plan.Name),
            EquatableList.From(blocks));

        void Add(TimelinePhrase heading, EquatableList<TimelineTask> tasks)
        {
            if (tasks.Count > 0)
            {
                blocks.Add(new Block.Heading(2, wording.Say(heading)));
                blocks.Add(new Block.Items(EquatableList.From(tasks.Select(t => Line.Of(
                    new Span.Plain($"{TaskWords.Of(t.Task.Text, wording)} – {wording.DateTime(t.Due)} "),
                    new Span.Code(t.Id.Value))))));
            }
        }
    }

    private static Block.Table Table(
        CompiledPlan plan,
        IEnumerable<TimelineTask> tasks,
        Wording wording,
        PlanClocks clocks,
        DateTimeOffset now) => new(
        EquatableList.From(new[]
        {
            TimelinePhrase.ColumnDue,
            TimelinePhrase.ColumnTask,
            TimelinePhrase.ColumnOwner,
            TimelinePhrase.ColumnState,
            TimelinePhrase.ColumnId,
        }.Select(c => new Column(wording.Say(c)))),
        EquatableList.From(tasks.OrderBy(t => t.Due).Select(t => EquatableList.From<Line>(
        [
            wording.DateTime(t.Due),
            TaskWords.Of(t.Task.Text, wording),
            TaskOwners.NameOf(plan, t.Owner),
            StateOf(t, wording, clocks, now),
            Line.Of(new Span.Code(t.Id.Value)),
        ]))));

    private static Line StateOf(TimelineTask task, Wording wording, PlanClocks clocks, DateTimeOffset now)
    {
        var state = task.StateAt(now, clocks);
        var word = wording.Say(TaskWords.Of(state));
        var mark = new Span.Mark(
            state switch
            {
                TaskState.Done => Tone.Good,
                TaskState.Late => Tone.Bad,
                TaskState.Near => Tone.Warning,
                TaskState.Open => Tone.Neutral,
                _ => throw new UnreachableException($"No tone for {state}."),
            },
            word);
        return task.Record is { DoneBy: { } by, DoneAt: { } at } record
            ? Line.Of(
                mark,
                new Span.Plain($" {wording.Say(TimelinePhrase.DoneBy, by, wording.DateTime(at), record.Note ?? "")}"))
            : Line.Of(mark);
    }
}
