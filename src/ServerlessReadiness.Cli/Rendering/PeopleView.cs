using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>What people owe the event, as status shows it: tasks, answers, and what nobody has taken up.</summary>
internal static class PeopleView
{
    private static readonly string[] WaitingColumns = ["Waits for somebody", "Since (UTC)", "Told last (UTC)", "Whom"];

    public static void Show(Screen screen, EventStatus status, DateTimeOffset now)
    {
        var progress = TaskProgress.Of(status.Tasks, new PlanClocks(status.Plan), now);
        screen.Line($"Tasks: {progress.Done} of {progress.Total} done, {progress.Late} late"
            + (progress.Next is { } next ? $"; next: {next.Id} ({next.Owner}) by {JournalView.Time(next.Due)} UTC" : ""));
        var asked = status.Contacts.Where(c => c.Contact.Confirm is not null).ToList();
        if (asked.Count > 0)
        {
            var open = asked.Where(c => c.Answer != ContactAnswer.Confirmed)
                .Select(c => $"{c.Contact.Name} ({c.WordAt(now)})")
                .ToList();
            screen.Line($"Contacts: {asked.Count - open.Count} of {asked.Count} confirmed"
                + (open.Count > 0 ? $"; not {string.Join(", ", open)}" : ""));
        }

        if (status.Digest is { } digest)
        {
            screen.Line($"Digest: {digest.Waiting} page(s) leave together at {JournalView.Time(digest.EndsAt)} UTC");
        }

        if (status.Escalations.Count > 0)
        {
            screen.Table("Not taken up", WaitingColumns, status.Escalations.Select(e => (IReadOnlyList<string>)
            [
                e.IsRun ? $"run {e.Subject}" : $"issue {e.Subject}",
                JournalView.Time(e.Since),
                e.ToldAt is { } at ? JournalView.Time(at) : "",
                e.ToldAt is null ? "" : e.ToldWhom.Count == 0 ? "the topic" : string.Join(", ", e.ToldWhom),
            ]));
        }

        screen.Line();
    }

    public static void AddTo(JsonObject json, EventStatus status, DateTimeOffset now)
    {
        json["tasks"] = TaskView.Progress(status.Plan, status.Tasks, now);
        json["contacts"] = new JsonArray([.. status.Contacts.Select(c => ContactView.ToJson(status.Plan, c, now))]);
        json["escalations"] = new JsonArray([.. status.Escalations.Select(ToJson)]);
        json["digest"] = status.Digest is { } digest
            ? new JsonObject { ["pages"] = digest.Waiting, ["leavesAt"] = digest.EndsAt }
            : null;
    }

    private static JsonObject ToJson(EscalationRecord record) => new()
    {
        ["subject"] = record.Subject.Value,
        ["is"] = record.IsRun ? "run" : "issue",
        ["since"] = record.Since,
        ["steps"] = record.Told,
        ["toldAt"] = record.ToldAt,
        ["told"] = new JsonArray([.. record.ToldWhom.Select(n => (JsonNode)n)]),
    };
}
