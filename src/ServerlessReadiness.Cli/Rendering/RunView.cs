using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Runs, for people and for programs.</summary>
internal static class RunView
{
    private static readonly string[] Columns = ["Run", "Runbook", "Component", "State", "Waits for", "Due (UTC)", "Why"];
    private static readonly string[] StepColumns = ["Step", "State", "Since (UTC)", "Effects", "Why"];

    public static void Show(Screen screen, string eventId, IReadOnlyList<Run> runs) => screen.Show(
        () => new JsonObject { ["event"] = eventId, ["runs"] = new JsonArray([.. runs.Select(ToJson)]) },
        () => screen.Table($"Runs of {eventId}", Columns, runs.Select(Row)));

    public static void Show(Screen screen, Run run) => screen.Show(
        () =>
        {
            var json = ToJson(run);
            json["steps"] = new JsonArray([.. run.Steps.Select(s => new JsonObject
            {
                ["step"] = s.Step.Name,
                ["state"] = s.State.ToString(),
                ["reason"] = s.Reason,
                ["startedAt"] = s.StartedAt,
                ["roles"] = new JsonArray([.. (s.Step.Approval?.Roles ?? []).Select(r => (JsonNode)r)]),
                ["effects"] = new JsonArray([.. s.Effects.Select(e => (JsonNode)$"{e.State}: {e.Change.Describe()}")]),
            })]);
            return json;
        },
        () =>
        {
            screen.Line($"Run {run.Id}: runbook {run.Runbook} on component {run.Component}, {run.State}: {run.Reason}");
            screen.Line($"Started {JournalView.Time(run.CreatedAt)} UTC by {run.Trigger.Describe()}");
            screen.Table("Steps", StepColumns, run.Steps.Select(s => (IReadOnlyList<string>)
            [
                s.Step.Name,
                s.State.ToString(),
                s.StartedAt is { } at ? JournalView.Time(at) : "",
                string.Join(Environment.NewLine, s.Effects.Select(e => $"{e.State}: {e.Change.Describe()}")),
                s.Reason,
            ]));
        });

    /// <summary>What a run asks people, and whom; null when it asks nothing.</summary>
    public static string? Asks(Run run) =>
        run.IsOver ? null
        : run.Steps.FirstOrDefault(s => s.State == StepState.Asking) is not { } asking ? null
        : $"{string.Join(" or ", asking.Step.Approval?.Roles ?? [])}: {asking.Step.Approval?.Question}"
            + (asking.Approval is { } open ? $" (until {JournalView.Time(open.ExpiresAt)})" : "");

    private static IReadOnlyList<string> Row(Run run) =>
    [
        run.Id.Value,
        run.Runbook.Value,
        run.Component.Value,
        run.State.ToString(),
        Asks(run) ?? "",
        run.DueAt is { } at ? JournalView.Time(at) : "",
        run.Reason,
    ];

    private static JsonObject ToJson(Run run) => new()
    {
        ["run"] = run.Id.Value,
        ["runbook"] = run.Runbook.Value,
        ["component"] = run.Component.Value,
        ["instance"] = run.Instance?.Value,
        ["trigger"] = run.Trigger.Describe(),
        ["state"] = run.State.ToString(),
        ["asks"] = Asks(run),
        ["reason"] = run.Reason,
        ["createdAt"] = run.CreatedAt,
        ["dueAt"] = run.DueAt,
    };
}
