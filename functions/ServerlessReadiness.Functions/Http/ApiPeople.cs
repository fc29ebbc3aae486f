using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Functions.Http;

/// <summary>What answers say of the tasks' progress and of what nobody has taken up.</summary>
internal static class ApiPeople
{
    public static JsonObject Progress(CompiledPlan plan, IReadOnlyList<TimelineTask> tasks, DateTimeOffset now)
    {
        var progress = TaskProgress.Of([.. tasks], new PlanClocks(plan), now);
        return new JsonObject
        {
            ["total"] = progress.Total,
            ["done"] = progress.Done,
            ["late"] = progress.Late,
            ["next"] = progress.Next?.Id.Value,
            ["nextDue"] = progress.Next?.Due,
        };
    }

    public static void AddTo(JsonObject json, EventStatus status, DateTimeOffset now)
    {
        json["tasks"] = Progress(status.Plan, status.Tasks, now);
        json["escalations"] = new JsonArray([.. status.Escalations.Select(Of)]);
        json["gatheredPages"] = status.Digest?.Waiting ?? 0;
    }

    private static JsonObject Of(EscalationRecord record) => new()
    {
        ["subject"] = record.Subject.Value,
        ["is"] = record.IsRun ? "run" : "issue",
        ["since"] = record.Since,
        ["toldAt"] = record.ToldAt,
        ["told"] = new JsonArray([.. record.ToldWhom.Select(n => (JsonNode)n)]),
    };
}
