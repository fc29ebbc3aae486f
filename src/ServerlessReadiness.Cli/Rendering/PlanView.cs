using System.Globalization;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Plans.Scalars;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>A plan for people: what it comes to, with every default filled in.</summary>
internal static class PlanView
{
    private static readonly string[] ComponentColumns =
        ["Component", "Resource", "Normal", "Factor", "Floor", "Ceiling", "Calls", "Price/h", "Also"];

    private static readonly string[] StageColumns = ["Stage", "At", "Given up at", "Raises"];
    private static readonly string[] ResponseColumns = ["Alarm", "Component", "Role", "Runs", "In a rehearsal"];

    public static void Show(Screen screen, CompiledPlan plan)
    {
        var clock = new PlanTimes(plan);
        screen.Line($"Event {plan.Event} \"{plan.Name}\", times in {plan.TimeZone}");
        screen.Line($"  prewarm {clock.At(plan.Schedule.Prewarm)}, live {clock.At(plan.Schedule.Live)}, "
            + $"cooldown {clock.At(plan.Schedule.Cooldown)}, closed {clock.At(plan.Schedule.Closed)}");
        screen.Line($"  expected peak {plan.Expectation.Peak}x");
        screen.Line();
        screen.Table("Components", ComponentColumns, plan.Components.Select(c => Row(c, clock)));
        screen.Table("Pre-warm", StageColumns, plan.Stages.Select(s => (IReadOnlyList<string>)
        [
            s.Number.ToString(CultureInfo.InvariantCulture),
            clock.At(s.At),
            clock.At(s.ProceedAnywayAt),
            string.Join(", ", s.Goals.Select(g => Goal(plan, g))),
        ]));
        screen.Table("Responses", ResponseColumns, plan.Responses.Select(r => (IReadOnlyList<string>)
        [
            r.Alarm.NamePattern ?? $"{r.Alarm.MetricNamespace} {r.Alarm.MetricName}",
            r.Component?.Value ?? "(by its dimensions)",
            r.Role.ToString(),
            r.Runbook?.Value ?? "",
            r.Model is { } model ? Model(model) : "no",
        ]));
        Rest(screen, plan, clock);
    }

    private static void Rest(Screen screen, CompiledPlan plan, PlanTimes clock)
    {
        foreach (var stream in plan.Traffic)
        {
            screen.Line($"Traffic {stream.Name}: {stream.NormalRequestsPerSecond} requests/s to "
                + $"{string.Join(", ", stream.Targets.Select(t => $"{t.Component} (weight {t.Weight})"))}, "
                + $"{stream.Shapes.Count} shape(s)");
        }

        foreach (var ladder in plan.Ladders)
        {
            screen.Line($"Shedding of {ladder.Component}: {string.Join(", ", ladder.Levels.Select((l, i) => $"{i + 1} {l.Name}"))}; "
                + $"down when {ladder.Offered} fits below {ladder.FitsPercent} % for {DurationText.Of(ladder.SoakDown)}");
        }

        foreach (var contingency in plan.Contingencies)
        {
            screen.Line($"Contingency {contingency.Name} ({contingency.Scenario}): {contingency.Runbook} on "
                + $"{contingency.Component}, back within {DurationText.Of(contingency.RecoveryTime)}");
        }

        foreach (var freeze in plan.Freezes)
        {
            screen.Line($"Freeze {freeze.Name}: {clock.At(freeze.From)} to {clock.At(freeze.Until)}, "
                + $"{(freeze.Components.Count == 0 ? "all components" : string.Join(", ", freeze.Components))}"
                + (freeze.AllowsCapacityUp ? ", capacity may be added" : ", nothing may change"));
        }

        var end = plan.ReturnToNormal;
        screen.Line($"Return to normal: {DurationText.Of(end.InRangeFor)} in range, then {end.StepPercent} % every "
            + $"{DurationText.Of(end.StepEvery)}, by {clock.At(plan.Guardrails.LatestCooldown)} at the latest");
        var spend = plan.Guardrails.ExtraSpendMax is { } most ? $"{most} {plan.Guardrails.Currency}" : "no limit";
        screen.Line($"Guardrails: extra spend {spend}, alarms answered within {DurationText.Of(plan.AlarmLimit)}");
        screen.Line(plan.Criteria.Count == 0
            ? "Success: no criterion"
            : $"Success: {string.Join(", ", plan.Criteria.Select(c => c.Name))}");
        var every = plan.Reports.Every.Select(e => $"{e.Phase.ToString().ToLowerInvariant()} every {DurationText.Of(e.Every)}");
        screen.Line($"Reports: {string.Join(", ", every)}; in {string.Join(", ", plan.Reports.Languages)}; "
            + (plan.Reports.From is { } from ? $"mailed from {from}" : "not mailed, since no sender is given"));
    }

    private static IReadOnlyList<string> Row(Component c, PlanTimes clock) =>
    [
        c.Name.Value,
        $"{c.Resource.Label} in {c.Resource.Region}",
        c.Model?.NormalUnits.ToString(CultureInfo.InvariantCulture) ?? "",
        $"{c.Factor}x",
        c.Floor.ToString(CultureInfo.InvariantCulture),
        c.Ceiling.ToString(CultureInfo.InvariantCulture),
        string.Join(", ", c.DependsOn.Select(d => $"{d.Component} ×{d.Factor}")),
        c.UnitPricePerHour?.ToString(CultureInfo.InvariantCulture) ?? "",
        string.Join("; ", Also(c, clock)),
    ];

    private static IEnumerable<string> Also(Component c, PlanTimes clock)
    {
        if (c.Settings.Count > 0)
        {
            yield return $"set {string.Join(", ", c.Settings)}";
        }

        if (c.Restart is { } restart)
        {
            yield return $"restart {clock.At(restart.From)} to {clock.At(restart.Until)}, "
                + $"approved by {restart.ApprovedBy}";
        }

        if (c.RestartBack is { } back)
        {
            yield return $"restart back {clock.At(back.From)} to {clock.At(back.Until)}, approved by {back.ApprovedBy}";
        }

        if (c.Alternative is { } alternative)
        {
            yield return $"else {alternative}";
        }

        if (c.Armed)
        {
            yield return "armed in AWS";
        }
    }

    private static string Goal(CompiledPlan plan, StageGoal goal) =>
        plan.FindComponent(goal.Component)?.Resource is Resource.Setting
            ? goal.Component.Value
            : $"{goal.Component} to {goal.Floor}";

    private static string Model(AlarmModel model) =>
        $"{model.Measure} above {model.Above}, {model.DatapointsToAlarm} of {model.EvaluationPeriods} × "
        + DurationText.Of(model.Period);
}
