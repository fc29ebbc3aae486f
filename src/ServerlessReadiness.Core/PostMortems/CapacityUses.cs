using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Adds capacity up by component.</summary>
public static class CapacityUses
{
    /// <summary>Components whose units were measured, in the plan's order.</summary>
    public static IReadOnlyList<CapacityUse> Of(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (from, until) = (facts.Plan.Schedule.Prewarm, facts.Plan.Schedule.Closed);
        var byComponent = facts.Measured.Capacity
            .Where(p => p.At >= from && p.At < until)
            .ToLookup(p => p.Component);
        return
        [
            .. facts.Plan.Components
                .Where(c => c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget
                    && byComponent.Contains(c.Name))
                .Select(c => Of(c, [.. byComponent[c.Name]], facts.Measured.Period)),
        ];
    }

    private static CapacityUse Of(Component component, List<CapacityPoint> points, TimeSpan period)
    {
        var hours = (decimal)period.TotalHours;
        var seconds = (decimal)period.TotalSeconds;
        var perUnit = component.Model?.RequestsPerSecondPerUnit;
        var needs = perUnit is { } rate
            ? points.Where(p => p.Offered is not null)
                .Select(p => (p.InService, Needed: p.Offered!.Value / seconds / rate))
                .ToList()
            : [];
        var isKnown = needs.Count > 0;
        return new CapacityUse(
            component,
            Math.Round(points.Sum(p => p.InService) * hours, 2),
            component.Model is { } model ? Math.Round(model.NormalUnits * points.Count * hours, 2) : null,
            isKnown ? Math.Round(needs.Sum(n => Math.Min(n.InService, n.Needed)) * hours, 2) : null,
            points.Max(p => p.InService),
            isKnown ? Math.Round(needs.Max(n => n.Needed), 2) : null,
            isKnown ? Math.Round(needs.Max(n => n.InService > 0 ? n.Needed * 100 / n.InService : 0), 1) : null);
    }
}
