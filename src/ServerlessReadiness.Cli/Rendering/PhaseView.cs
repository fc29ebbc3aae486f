using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>The event's way: stages, what is armed outside us, both branches of the return, issues and spend.</summary>
internal static class PhaseView
{
    private static readonly string[] StageColumns = ["Stage", "At (UTC)", "State", "Goals", "Why"];
    private static readonly string[] RestoreColumns = ["Component", "Level", "State", "Why"];
    private static readonly string[] IssueColumns = ["Issue", "Component", "Since (UTC)", "Expected by (UTC)", "What"];

    public static void Show(Screen screen, EventStatus status, DateTimeOffset now)
    {
        if (status.Plan.Stages.Count > 0)
        {
            var progress = (status.Stages ?? StageProgress.New(status.Head.Event)).For(status.Plan.Stages);
            screen.Table("Pre-warm stages", StageColumns, status.Plan.Stages.Zip(progress.Stages).Select(s =>
                (IReadOnlyList<string>)
                [
                    s.First.Number.ToString(CultureInfo.InvariantCulture),
                    JournalView.Time(s.First.At),
                    s.Second.State.ToString(),
                    string.Join(", ", s.Second.Goals.Select(Goal)),
                    s.Second.Reason,
                ]));
        }

        ShowArmed(screen, status, now);
        if (status.Return is { } back)
        {
            screen.Line($"Return to normal, technical: {back.Technical}: {back.Reason}");
            screen.Table("Restores", RestoreColumns, back.Restores.OrderBy(r => r.Level).Select(r =>
                (IReadOnlyList<string>)
                [
                    r.Component.Value,
                    r.Level.ToString(CultureInfo.InvariantCulture),
                    r.State.ToString(),
                    r.Reason,
                ]));
            screen.Line("Return to normal, operational:");
            foreach (var (item, i) in back.Operational.Select((o, i) => (o, i)))
            {
                screen.Line($"  {i + 1} \"{item.Item}\": "
                    + (item.ConfirmedBy is { } who ? $"confirmed by {who}" : "open"));
            }
        }

        if (status.Issues.Count > 0)
        {
            screen.Table("Open issues", IssueColumns, status.Issues.Select(i => (IReadOnlyList<string>)
            [
                i.Kind.ToString(),
                i.Component?.Value ?? "",
                JournalView.Time(i.OpenedAt),
                i.ExpectedBy is { } at ? JournalView.Time(at) : "",
                $"{i.Summary}; {i.PlanOfAction}",
            ]));
        }

        if (status.Spend is { } spend)
        {
            screen.Line($"Beyond the normal: {SpendMeter.Money(spend.TotalAt(now), status.Plan)} so far, "
                + $"{SpendMeter.Money(spend.BurnPerHour, status.Plan)} an hour"
                + (status.Plan.Guardrails.ExtraSpendMax is { } max
                    ? $"; the plan's limit is {SpendMeter.Money(max, status.Plan)}"
                    : ""));
        }
    }

    /// <summary>What goes on whatever we are told; said with every pause too.</summary>
    public static void ShowArmed(Screen screen, EventStatus status, DateTimeOffset now)
    {
        foreach (var (component, floor) in status.ArmedAt(now))
        {
            screen.Line($"Armed outside us: {component.Component.Resource.Label}: {floor} ({floor.Name})");
        }
    }

    public static void AddTo(JsonObject json, EventStatus status, DateTimeOffset now)
    {
        json["stages"] = new JsonArray([.. (status.Stages?.Stages ?? []).Select(s => new JsonObject
        {
            ["stage"] = s.Number,
            ["state"] = s.State.ToString(),
            ["reason"] = s.Reason,
            ["goals"] = new JsonArray([.. s.Goals.Select(g => new JsonObject
            {
                ["component"] = g.Component.Value,
                ["floor"] = g.Floor,
                ["inService"] = g.IsInService,
                ["verdict"] = g.Verdict.ToString(),
                ["reason"] = g.Reason,
            })]),
        })]);
        json["armed"] = Armed(status, now);
        json["return"] = status.Return is { } back ? Return(back) : null;
        json["issues"] = new JsonArray([.. status.Issues.Select(i => new JsonObject
        {
            ["issue"] = i.Id.Value,
            ["kind"] = i.Kind.ToString(),
            ["component"] = i.Component?.Value,
            ["summary"] = i.Summary,
            ["plan"] = i.PlanOfAction,
            ["openedAt"] = i.OpenedAt,
            ["expectedBy"] = i.ExpectedBy,
        })]);
        json["spend"] = status.Spend is { } spend
            ? new JsonObject
            {
                ["total"] = spend.TotalAt(now),
                ["burnPerHour"] = spend.BurnPerHour,
                ["currency"] = status.Plan.Guardrails.Currency,
                ["limit"] = status.Plan.Guardrails.ExtraSpendMax,
            }
            : null;
    }

    public static JsonArray Armed(EventStatus status, DateTimeOffset now) =>
        new([.. status.ArmedAt(now).Select(a => new JsonObject
        {
            ["component"] = a.Component.Component.Name.Value,
            ["name"] = a.Floor.Name,
            ["at"] = a.Floor.At,
            ["minimum"] = a.Floor.Minimum,
        })]);

    private static JsonObject Return(ReturnProgress back) => new()
    {
        ["technical"] = back.Technical.ToString(),
        ["reason"] = back.Reason,
        ["restores"] = new JsonArray([.. back.Restores.Select(r => new JsonObject
        {
            ["component"] = r.Component.Value,
            ["level"] = r.Level,
            ["state"] = r.State.ToString(),
            ["reason"] = r.Reason,
        })]),
        ["operational"] = new JsonArray([.. back.Operational.Select(o => new JsonObject
        {
            ["item"] = o.Item,
            ["confirmedBy"] = o.ConfirmedBy,
        })]),
    };

    private static string Goal(GoalRecord goal) =>
        goal.Floor > 0 ? $"{goal.Component} {goal.Floor}" : goal.Component.Value;
}
