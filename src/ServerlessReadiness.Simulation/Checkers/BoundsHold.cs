using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 3: what we set lies between floor and ceiling, and we never cut capacity below what the present load needs.
/// </summary>
internal sealed class BoundsHold(Scene scene) : Checker(3, scene)
{
    private Bounds _before = new(0, 0);
    private int _desiredBefore;

    public override void Changes(ChangeSeen seen, long nowMs)
    {
        if (seen.Component is { } component)
        {
            (_before, _desiredBefore) = (component.Units.Bounds, component.Units.Desired);
        }
    }

    public override void Changed(ChangeSeen seen, long nowMs)
    {
        if (seen.IsLateAt(nowMs))
        {
            // It was right when it was sent; what comes of it is for others to see.
            return;
        }

        switch (seen.Change)
        {
            case Change.SetGroupBounds change:
                Look(seen, change.To, nowMs);
                break;
            case Change.SetTargetBounds change:
                Look(seen, change.To, nowMs);
                break;
            case Change.SetGroupDesired or Change.TerminateMember { LowerDesired: true }:
                LookAtSize(seen.Component!, nowMs);
                break;
        }
    }

    private void Look(ChangeSeen seen, Bounds set, long nowMs)
    {
        var component = seen.Component!;
        var plan = component.Plan;
        if (set.Maximum > plan.Ceiling && set.Maximum > _before.Maximum)
        {
            Violated(
                nowMs,
                $"the maximum of {plan.Name} was set from {_before} to {set}, over its ceiling {plan.Ceiling}");
        }

        if (set.Minimum > plan.Ceiling && set.Minimum > _before.Minimum)
        {
            Violated(
                nowMs,
                $"the minimum of {plan.Name} was set from {_before} to {set}, over its ceiling {plan.Ceiling}");
        }

        if (Scene.Ledger.Head is { Phase: Phase.Live, Cancelling: null }
            && set.Minimum < Math.Min(_before.Minimum, plan.Floor))
        {
            Violated(
                nowMs,
                $"the minimum of {plan.Name} was set from {_before} to {set}, under its floor {plan.Floor}");
        }

        LookAtSize(component, nowMs);
    }

    /// <summary>Raising is always allowed; what shrinks must leave what the load needs.</summary>
    private void LookAtSize(WorldComponent component, long nowMs)
    {
        var desired = component.Units.Desired;
        if (desired < _desiredBefore && desired < component.UnitsNeeded)
        {
            Violated(
                nowMs,
                $"{component.Plan.Name} was cut from {_desiredBefore} to {desired} units while its load needs "
                + $"{component.UnitsNeeded}");
        }
    }
}
