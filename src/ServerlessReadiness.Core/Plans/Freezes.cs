using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Plans;

/// <summary>Whether the plan's freezes let automation act.</summary>
public static class Freezes
{
    /// <summary>
    /// The freeze that forbids an action of this class on the component now; of several the one that ends last. Null
    /// when none does. Telling people is never forbidden.
    /// </summary>
    public static Freeze? Forbidding(
        EquatableList<Freeze> freezes,
        ComponentName component,
        ActionClass actionClass,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(freezes);
        return actionClass == ActionClass.None
            ? null
            : freezes
                .Where(f => f.IsInForce(component, now)
                    && !(actionClass == ActionClass.CapacityUp && f.AllowsCapacityUp))
                .MaxBy(f => f.Until);
    }
}
