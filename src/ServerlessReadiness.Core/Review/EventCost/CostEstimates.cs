using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Review.EventCost;

/// <summary>
/// Estimates, before the event, what <see cref="Phases.Watches.SpendMeter"/> counts while it runs: units beyond the
/// normal times their price.
/// </summary>
public static class CostEstimates
{
    private const int Whole = 100;

    /// <param name="plan">The plan.</param>
    /// <param name="split">How the capacity is paid for; one without a <see cref="PurchaseSplit.Problem"/>.</param>
    public static CostEstimate Of(CompiledPlan plan, PurchaseSplit split)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(split);
        var known = plan.Components.Where(Counts).ToList();
        var costs = known.Where(c => Missing(c) is null).Select(c => Of(plan, c, split)).ToList();
        return new CostEstimate(
            plan.Guardrails.Currency,
            EquatableList.From(costs),
            costs.Aggregate(CostSplit.None, (sum, c) => sum.Plus(c.AtFloor)),
            costs.Aggregate(CostSplit.None, (sum, c) => sum.Plus(c.AtCeiling)),
            plan.Guardrails.ExtraSpendMax,
            EquatableList.From(known.Select(c => (c.Name, Missing: Missing(c)))
                .Where(c => c.Missing is not null)
                .Select(c => $"{c.Name}: {c.Missing}")));
    }

    /// <summary>
    /// How long the way back takes at the plan's pace: from one step to the next, until every part of the raise is
    /// taken back, and never beyond the end of the event.
    /// </summary>
    public static TimeSpan WayBack(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var back = plan.ReturnToNormal;
        var steps = (Whole + back.StepPercent - 1) / Math.Max(1, back.StepPercent);
        var whole = back.InRangeFor + (steps * back.StepEvery);
        var left = plan.Schedule.Closed - plan.Schedule.Cooldown;
        return whole < left ? whole : left;
    }

    // What only changes how requests are answered has no capacity that costs.
    private static bool Counts(Component component) => component.Resource switch
    {
        Resource.AutoScalingGroup or Resource.ScalableTarget => true,
        Resource.Setting { Service: SettingService.RdsInstance or SettingService.EbsVolume } =>
            component.Settings.Count > 0,
        _ => component.UnitPricePerHour is not null && component.Resource is Resource.Setting,
    };

    private static string? Missing(Component component) => component switch
    {
        { UnitPricePerHour: null } => "the plan states no price: add price",
        { Resource: Resource.Setting } => null,
        { Model: null } => "the plan states no normal size: add normal and a model",
        _ => null,
    };

    private static ComponentCost Of(CompiledPlan plan, Component component, PurchaseSplit split)
    {
        var price = component.UnitPricePerHour!.Value;

        // The price of a setting is what it costs more than before, as the meter counts it.
        var isSetting = component.Resource is Resource.Setting;
        var normal = isSetting ? 0 : component.Model!.NormalUnits;
        var floor = isSetting ? 1 : component.Floor;
        var ceiling = isSetting ? 1 : Math.Max(component.Floor, component.Ceiling);
        var before = HoursBefore(plan, component, normal, floor);
        var hours = before + HoursFromLive(plan, floor - normal);
        var most = before + HoursFromLive(plan, ceiling - normal);
        return new ComponentCost(
            component.Name,
            isSetting ? null : normal,
            floor,
            hours,
            most,
            price,
            split.Of(hours * price),
            split.Of(most * price));
    }

    // Each stage's floor until the next stage, the last one until the event is live.
    private static decimal HoursBefore(CompiledPlan plan, Component component, int normal, int floor)
    {
        var stages = plan.Stages
            .SelectMany(s => s.Goals
                .Where(g => g.Component == component.Name)
                .Select(g => (s.At, Units: component.Resource is Resource.Setting ? floor : g.Floor)))
            .OrderBy(s => s.At)
            .DefaultIfEmpty((At: plan.Schedule.Prewarm, Units: floor))
            .ToList();
        return stages
            .Select((s, i) => Math.Max(0, s.Units - normal)
                * HoursOf((i + 1 < stages.Count ? stages[i + 1].At : plan.Schedule.Live) - s.At))
            .Sum();
    }

    // On one level until the cooldown, then evenly back to normal.
    private static decimal HoursFromLive(CompiledPlan plan, int extra) => Math.Max(0, extra)
        * (HoursOf(plan.Schedule.Cooldown - plan.Schedule.Live) + (HoursOf(WayBack(plan)) / 2));

    private static decimal HoursOf(TimeSpan span) => span > TimeSpan.Zero ? (decimal)span.TotalHours : 0;
}
