using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Tasks, for people and for programs.</summary>
internal static class TaskView
{
    private static readonly TimelinePhrase[] Columns =
    [
        TimelinePhrase.ColumnId,
        TimelinePhrase.ColumnDue,
        TimelinePhrase.ColumnState,
        TimelinePhrase.ColumnOwner,
        TimelinePhrase.ColumnTask,
    ];

    public static void Show(
        Screen screen,
        CompiledPlan plan,
        IReadOnlyList<TimelineTask> tasks,
        Language language,
        DateTimeOffset now)
    {
        var clocks = new PlanClocks(plan);
        var wording = new Wording(language, clocks);
        foreach (var stage in tasks.GroupBy(t => t.Task.Stage).OrderBy(g => g.Key))
        {
            screen.Table(
                wording.Say(TaskWords.Of(stage.Key)),
                [.. Columns.Select(c => wording.Say(c))],
                stage.OrderBy(t => t.Due).Select(t => (IReadOnlyList<string>)
                [
                    t.Id.Value,
                    wording.DateTime(t.Due),
                    wording.Say(TaskWords.Of(t.StateAt(now, clocks))),
                    TaskOwners.NameOf(plan, t.Owner),
                    TaskWords.Of(t.Task.Text, wording),
                ]));
        }

        var progress = TaskProgress.Of(tasks, clocks, now);
        screen.Line(tasks.Count == 0
            ? wording.Say(TimelinePhrase.NoTasks)
            : wording.Say(
                TimelinePhrase.Progress,
                Wording.Number(progress.Done),
                Wording.Number(progress.Total),
                Wording.Number(progress.Late)));
    }

    public static JsonObject ToJson(CompiledPlan plan, IReadOnlyList<TimelineTask> tasks, DateTimeOffset now)
    {
        var json = Progress(plan, tasks, now);
        json["event"] = plan.Event.Value;
        json["tasks"] = new JsonArray([.. tasks.Select(t => TaskJson.Of(plan, t, now))]);
        return json;
    }

    public static JsonObject Progress(CompiledPlan plan, IReadOnlyList<TimelineTask> tasks, DateTimeOffset now)
    {
        var progress = TaskProgress.Of([.. tasks], new PlanClocks(plan), now);
        return new JsonObject
        {
            ["total"] = progress.Total,
            ["done"] = progress.Done,
            ["late"] = progress.Late,
            ["next"] = progress.Next is { } next
                ? new JsonObject { ["task"] = next.Id.Value, ["due"] = next.Due, ["owner"] = next.Owner }
                : null,
        };
    }
}
