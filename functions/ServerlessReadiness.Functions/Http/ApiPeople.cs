using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Functions.Http;

/// <summary>What answers say of tasks, contacts and what nobody has taken up.</summary>
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

    public static JsonObject Of(CompiledPlan plan, TimelineTask task, DateTimeOffset now)
    {
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

    public static JsonObject Of(CompiledPlan plan, ContactStatus status, DateTimeOffset now) => new()
    {
        ["contact"] = status.Contact.Name,
        ["role"] = status.Contact.Role,
        ["language"] = Wording.CodeOf(status.Contact.Language ?? plan.Reports.FirstLanguage),
        ["phases"] = new JsonArray([.. status.Contact.Phases.Select(p => (JsonNode)p.ToString())]),
        ["scenarios"] = new JsonArray([.. status.Contact.Scenarios.Select(s => (JsonNode)s)]),
        ["escalate"] = status.Contact.Escalate,
        ["confirmBy"] = status.Contact.Confirm,
        ["available"] = status.WordAt(now),
        ["by"] = status.Record?.By,
        ["answeredAt"] = status.Record?.AnsweredAt,
        ["reason"] = status.Record?.Reason,
    };

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
