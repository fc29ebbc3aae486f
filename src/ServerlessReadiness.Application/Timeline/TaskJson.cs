using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.Timeline;

/// <summary>Tasks for programs, the same from the API and from the CLI.</summary>
public static class TaskJson
{
    public static JsonObject Of(CompiledPlan plan, TimelineTask task, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(task);
        var clocks = new PlanClocks(plan);
        return new JsonObject
        {
            ["task"] = task.Id.Value,
            ["stage"] = task.Task.Stage.ToString(),
            ["what"] = TaskWords.Of(task.Task.Text, new Wording(Language.English, clocks)),
            ["due"] = task.Due,
            ["owner"] = task.Owner,
            ["contact"] = TaskOwners.ContactOf(plan, task.Owner)?.Name,
            ["state"] = task.StateAt(now, clocks).ToString(),
            ["doneBy"] = task.Record?.DoneBy,
            ["doneAt"] = task.Record?.DoneAt,
            ["note"] = task.Record?.Note,
        };
    }
}
