using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>How large a component is planned to become.</summary>
public static class PlannedUnits
{
    /// <summary>
    /// At the planned peak: the floor, or the normal size times the factor where that is more, never over the ceiling.
    /// A component that does not state its normal size counts with its ceiling: what is not said is not taken for
    /// little.
    /// </summary>
    public static int AtPeak(CompiledPlan plan, Component component)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(component);
        if (component.Model is not { } model)
        {
            return component.Ceiling;
        }

        var staged = plan.Stages
            .SelectMany(s => s.Goals)
            .Where(g => g.Component == component.Name)
            .Select(g => g.Floor)
            .DefaultIfEmpty(0)
            .Max();
        var needed = (int)Math.Min(component.Ceiling, Math.Ceiling(model.NormalUnits * component.Factor));
        return Math.Min(component.Ceiling, Math.Max(needed, Math.Max(component.Floor, staged)));
    }

    /// <summary>Units that come on top of those that a group has; none when it is larger already.</summary>
    public static int Growth(int units, GroupUse group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Math.Max(0, units - group.Units);
    }
}
