using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Plans.Scalars;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Shed ladders and contingencies, for people and for programs.</summary>
internal static class SheddingView
{
    private static readonly string[] LadderColumns =
        ["Shed ladder of", "Level", "Since (UTC)", "Decided anew (UTC)", "Capacity held", "Why"];

    private static readonly string[] ContingencyColumns = ["Contingency", "Target", "Tried (UTC)", "Took", "Holds", "But"];

    public static void Show(Screen screen, EventStatus status)
    {
        var ladders = Ladders(status).ToList();
        if (ladders.Count > 0)
        {
            screen.Table("Shedding", LadderColumns, ladders.Select(l => Row(l.Ladder, l.State)));
        }

        ShowContingencies(screen, status.Contingencies);
    }

    public static void ShowContingencies(Screen screen, IReadOnlyList<ContingencyStatus> contingencies)
    {
        if (contingencies.Count > 0)
        {
            screen.Table("Contingencies", ContingencyColumns, contingencies.Select(Row));
        }
    }

    public static void AddTo(JsonObject json, EventStatus status)
    {
        json["ladders"] = new JsonArray([.. Ladders(status).Select(l => ToJson(l.Ladder, l.State))]);
        json["contingencies"] = ToJson(status.Contingencies);
    }

    public static JsonArray ToJson(IReadOnlyList<ContingencyStatus> contingencies) =>
        new([.. contingencies.Select(ToJson)]);

    private static IEnumerable<(ShedLadder Ladder, LadderState State)> Ladders(EventStatus status) =>
        status.Plan.Ladders.Select(l => (
            l,
            status.Components.FirstOrDefault(c => c.Component.Name == l.Component)?.State.Ladder ?? LadderState.Ground));

    private static IReadOnlyList<string> Row(ShedLadder ladder, LadderState state) =>
    [
        ladder.Component.Value,
        LadderDecider.Name(ladder, state.Level) + $" of {ladder.Levels.Count}"
            + (state.From is { } from ? $", on the way from {from}" : ""),
        state.Run is null ? "" : JournalView.Time(state.ChangedAt),
        state.ExpiresAt is { } at ? JournalView.Time(at) : "",
        state.FloorBefore is { } floor ? $"yes, {floor} before" : "no",
        $"{state.Verdict}: {state.Reason}",
    ];

    private static IReadOnlyList<string> Row(ContingencyStatus status) =>
    [
        status.Contingency.Name,
        DurationText.Of(status.Contingency.RecoveryTime),
        status.Record?.UnderWay is { } drill ? $"drill since {JournalView.Time(drill.StartedAt)}"
            : status.Record?.Last is { } tried ? $"{JournalView.Time(tried.At)} ({Word(tried.Kind)})"
            : "never",
        status.Record?.Last?.Measured is { } took ? DurationText.Of(took) : "",
        status.Record?.Last is { } last ? last.Holds ? "yes" : "no" : "",
        status.Doubt ?? "",
    ];

    private static string Word(DrillKind kind) => kind == DrillKind.Drill ? "drill" : "rehearsal";

    private static JsonObject ToJson(ShedLadder ladder, LadderState state) => new()
    {
        ["component"] = ladder.Component.Value,
        ["level"] = state.Level,
        ["levelName"] = state.Level > 0 && state.Level <= ladder.Levels.Count ? ladder.Levels[state.Level - 1].Name : null,
        ["levels"] = ladder.Levels.Count,
        ["from"] = state.From,
        ["since"] = state.Run is null ? null : state.ChangedAt,
        ["expiresAt"] = state.ExpiresAt,
        ["fitsSince"] = state.FitsSince,
        ["floorBefore"] = state.FloorBefore,
        ["run"] = state.Run?.Value,
        ["verdict"] = state.Verdict.ToString(),
        ["reason"] = state.Reason,
    };

    private static JsonObject ToJson(ContingencyStatus status) => new()
    {
        ["contingency"] = status.Contingency.Name,
        ["scenario"] = status.Contingency.Scenario,
        ["component"] = status.Contingency.Component.Value,
        ["runbook"] = status.Contingency.Runbook.Value,
        ["back"] = status.Contingency.Back?.Value,
        ["targetSeconds"] = Seconds(status.Contingency.RecoveryTime),
        ["drillSince"] = status.Record?.UnderWay?.StartedAt,
        ["drillRun"] = status.Record?.UnderWay?.Run.Value,
        ["doubt"] = status.Doubt,
        ["results"] = new JsonArray([.. (status.Record?.Results ?? []).Select(r => new JsonObject
        {
            ["at"] = r.At,
            ["kind"] = Word(r.Kind),
            ["by"] = r.By,
            ["planVersion"] = r.PlanVersion,
            ["measuredSeconds"] = r.Measured is { } took ? Seconds(took) : null,
            ["targetSeconds"] = Seconds(r.Target),
            ["holds"] = r.Holds,
            ["words"] = r.Words,
        })]),
    };

    private static long Seconds(TimeSpan span) => (long)Math.Round(span.TotalSeconds);
}
