using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Commands;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>How an event stands, for people and for programs.</summary>
internal static class StatusView
{
    private static readonly string[] ComponentColumns =
        ["Component", "Resource", "Bounds", "Budgets spent", "Automation"];
    private static readonly string[] AlarmColumns = ["Alarm", "Since (UTC)", "Last decision", "Looked at again (UTC)"];
    private static readonly string[] RunColumns = ["Run", "Runbook", "Component", "State", "Due (UTC)", "Why"];

    public static void Show(Screen screen, EventStatus status, DateTimeOffset now)
    {
        var head = status.Head;
        screen.Line($"Event {head.Event} \"{status.Plan.Name}\": phase {head.Phase}, mode {head.Mode.Word()} "
            + $"({head.ModeReason}), plan version {head.PlanVersion}");
        if (head.Cancelling is { } why)
        {
            screen.Line($"Cancelled: {why}; it ends once everything is back to normal.");
        }

        screen.Line();
        screen.Table("Components", ComponentColumns, status.Components.Select(c => Row(c, now)));
        screen.Table("Alarms firing", AlarmColumns, status.Firing.Select(a => (IReadOnlyList<string>)
        [
            NameOf(a),
            JournalView.Time(a.Since),
            a.Verdict.ToString(),
            a.LookAgainAt is { } at ? JournalView.Time(at) : "",
        ]));
        screen.Table("Live runs", RunColumns, status.Runs.Select(r => (IReadOnlyList<string>)
        [
            r.Id.Value,
            r.Runbook.Value,
            r.Component.Value,
            r.State.ToString(),
            r.DueAt is { } at ? JournalView.Time(at) : "",
            r.Reason,
        ]));
        PhaseView.Show(screen, status, now);
        SheddingView.Show(screen, status);
        PeopleView.Show(screen, status, now);
        if (status.Report is { } report)
        {
            screen.Line($"Last report: {report.Id}, {report.Colour}, sent to "
                + $"{report.Deliveries.Count(d => d.State == DeliveryState.Sent)} of {report.Deliveries.Count}.");
            foreach (var open in report.Deliveries.Where(d => d.State != DeliveryState.Sent))
            {
                screen.Line($"  {open.To ?? "leadership topic"}: {open.State}, {open.Reason ?? "not sent yet"}");
            }
        }

        ReviewView.ShowTrend(screen, status.Reviews);
        screen.Line(Waiting(status) is { } next
            ? $"Waiting: the next thing is due at {JournalView.Time(next)} UTC."
            : "Waiting: nothing.");
        screen.Line();
    }

    public static JsonObject ToJson(EventStatus status, DateTimeOffset now)
    {
        var json = Head(status, now);
        PhaseView.AddTo(json, status, now);
        SheddingView.AddTo(json, status);
        PeopleView.AddTo(json, status, now);
        json["reviews"] = new JsonArray([.. status.Reviews.Select(r => (JsonNode)ReviewJson.Of(r))]);
        json["report"] = status.Report is { } report ? ReportCommands.ToJson(report) : null;
        return json;
    }

    private static JsonObject Head(EventStatus status, DateTimeOffset now) => new()
    {
        ["event"] = status.Head.Event.Value,
        ["name"] = status.Plan.Name,
        ["phase"] = status.Head.Phase.ToString(),
        ["mode"] = status.Head.Mode.Word(),
        ["modeReason"] = status.Head.ModeReason,
        ["cancelling"] = status.Head.Cancelling,
        ["planVersion"] = status.Head.PlanVersion,
        ["changedAt"] = status.Head.ChangedAt,
        ["components"] = new JsonArray([.. status.Components.Select(c => ToJson(c, now))]),
        ["alarms"] = new JsonArray([.. status.Firing.Select(ToJson)]),
        ["runs"] = new JsonArray([.. status.Runs.Select(ToJson)]),
        ["nextDueAt"] = Waiting(status) is { } next ? JsonValue.Create(next) : null,
    };

    private static IReadOnlyList<string> Row(ComponentStatus status, DateTimeOffset now)
    {
        var component = status.Component;
        var hold = status.HoldAt(now);
        var automation = hold is not null
            ? $"held: {hold.Reason}"
                + (hold.Until is { } until ? $", until {JournalView.Time(until)}" : ", until lifted")
            : LeaseAt(status, now) is { } lease ? $"run {lease.Holder} at work" : "free";
        return
        [
            component.Name.Value,
            component.Resource.Label,
            $"floor {component.Floor}, ceiling {component.Ceiling}"
                + (status.Resource?.InForce is { } bounds ? $", set {bounds}" : ""),
            string.Join(", ", SpentClasses(status, now).Select(s => $"{s.Budget.Class} {s.Spent}/{s.Budget.Count}")),
            automation,
        ];
    }

    private static JsonObject ToJson(ComponentStatus status, DateTimeOffset now) => new()
    {
        ["component"] = status.Component.Name.Value,
        ["resource"] = status.Component.Resource.Label,
        ["floor"] = status.Component.Floor,
        ["ceiling"] = status.Component.Ceiling,
        ["inForce"] = status.Resource?.InForce is { } bounds
            ? new JsonObject { ["minimum"] = bounds.Minimum, ["maximum"] = bounds.Maximum }
            : null,
        ["hold"] = status.HoldAt(now) is { } hold
            ? new JsonObject { ["reason"] = hold.Reason, ["since"] = hold.Since, ["until"] = hold.Until }
            : null,
        ["run"] = LeaseAt(status, now)?.Holder.Value,
        ["budgets"] = new JsonArray([.. SpentClasses(status, now).Select(s => new JsonObject
        {
            ["class"] = s.Budget.Class.ToString(),
            ["spent"] = s.Spent,
            ["count"] = s.Budget.Count,
            ["window"] = s.Budget.Window.ToString(),
        })]),
    };

    private static JsonObject ToJson(AlarmMemory alarm) => new()
    {
        ["alarm"] = alarm.Alarm.Value,
        ["name"] = alarm.Alarm.Name,
        ["contributor"] = alarm.Contributor,
        ["since"] = alarm.Since,
        ["reason"] = alarm.Reason,
        ["verdict"] = alarm.Verdict.ToString(),
        ["run"] = alarm.Run?.Value,
        ["lookAgainAt"] = alarm.LookAgainAt,
        ["pagedAt"] = alarm.PagedAt,
    };

    private static JsonObject ToJson(Run run) => new()
    {
        ["run"] = run.Id.Value,
        ["runbook"] = run.Runbook.Value,
        ["component"] = run.Component.Value,
        ["instance"] = run.Instance?.Value,
        ["trigger"] = run.Trigger.Describe(),
        ["state"] = run.State.ToString(),
        ["reason"] = run.Reason,
        ["createdAt"] = run.CreatedAt,
        ["dueAt"] = run.DueAt,
    };

    private static Lease? LeaseAt(ComponentStatus status, DateTimeOffset now) =>
        status.Resource?.Lease is { } lease && now < lease.ExpiresAt ? lease : null;

    private static IEnumerable<(Budget Budget, int Spent)> SpentClasses(ComponentStatus status, DateTimeOffset now) =>
        Enum.GetValues<ActionClass>()
            .Where(c => c != ActionClass.None)
            .Select(status.Component.BudgetFor)
            .Select(b => (Budget: b, Spent: status.SpentAt(b, now)))
            .Where(s => s.Spent > 0);

    private static DateTimeOffset? Waiting(EventStatus status) =>
        status.Runs.Select(r => r.DueAt).Concat(status.Firing.Select(a => a.LookAgainAt)).Min();

    private static string NameOf(AlarmMemory alarm) =>
        alarm.Contributor is { } contributor ? $"{alarm.Alarm.Name} ({contributor})" : alarm.Alarm.Name;
}
