using System.Globalization;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>
/// Counts what the event costs beyond the normal: units in service beyond the restore point, times their price. In
/// decimals, so that a thousand minutes add up to what they are.
/// </summary>
public static class SpendMeter
{
    /// <summary>A meter that runs is written at least this often, for those who read it.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan PageEvery = TimeSpan.FromDays(1);

    /// <param name="plan">The plan in force.</param>
    /// <param name="before">The meter as written last; null when it never was.</param>
    /// <param name="components">The priced components, as seen just now.</param>
    /// <param name="now">The present instant.</param>
    public static SpendDecision Decide(
        CompiledPlan plan,
        SpendProgress? before,
        IEnumerable<ComponentFacts> components,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        before ??= new SpendProgress(plan.Event, now, 0, 0, [], null);
        var units = EquatableList.From(components
            .Where(c => c.Component.UnitPricePerHour is not null)
            .Select(c => new ComponentSpend(
                c.Component.Name,
                ExtraUnits(c) ?? Known(before, c.Component.Name),
                c.Component.UnitPricePerHour!.Value))
            .Where(c => c.ExtraUnits > 0));
        var runs = before.Components.Count > 0 && now - before.At >= WriteEvery;
        var next = runs || !units.Equals(before.Components)
            ? before.CountedTo(now) with { Components = units }
            : before;
        var total = next.TotalAt(now);
        var isOver = plan.Guardrails.ExtraSpendMax is { } max && total > max;
        if (!isOver || now - next.LimitPagedAt < PageEvery)
        {
            return new SpendDecision(next, []);
        }

        return new SpendDecision(
            next with { LimitPagedAt = now },
            [
                new IssueWish.Open(
                    null,
                    IssueKind.SpendExceeded,
                    $"the event has cost {Money(total, plan)} beyond the normal, over the plan's limit of "
                        + $"{Money(plan.Guardrails.ExtraSpendMax!.Value, plan)}; "
                        + $"it goes on by {Money(next.BurnPerHour, plan)} an hour",
                    "end the event earlier, or raise the limit in the plan",
                    PagesAgainAfter: PageEvery),
            ]);
    }

    /// <summary>Units beyond the restore point; null when they cannot be read.</summary>
    public static int? ExtraUnits(ComponentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return (facts.Resource?.RestorePoint, facts.Component.Resource) switch
        {
            (null, _) => 0,
            (_, Resource.Setting) => 1,
            ({ } point, Resource.AutoScalingGroup) =>
                facts.Seen?.Group is { } group ? Math.Max(0, group.Serving - point.Desired) : null,
            ({ } point, Resource.ScalableTarget) =>
                facts.Seen?.Target is { } target ? Math.Max(0, target.Bounds.Minimum - point.Bounds.Minimum) : null,
            _ => 0,
        };
    }

    public static string Money(decimal amount, CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return $"{amount.ToString("0.00", CultureInfo.InvariantCulture)} {plan.Guardrails.Currency}";
    }

    private static int Known(SpendProgress before, ComponentName component) =>
        before.Components.FirstOrDefault(c => c.Component == component)?.ExtraUnits ?? 0;
}
