using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>
/// The runbooks that every event has: how its phases change capacity. They are no part of the plan; a run of one pins
/// its steps when it is made, as any run does.
/// </summary>
public static partial class BuiltInRunbooks
{
    public static readonly RunbookName PrewarmName = RunbookName.Parse("prewarm");
    public static readonly RunbookName ReturnName = RunbookName.Parse("return-to-normal");
    public static readonly RunbookName ArmName = RunbookName.Parse("arm");

    /// <summary>A pre-warm may have to wait for a database's change of class.</summary>
    public static readonly TimeSpan PrewarmTimeout = TimeSpan.FromHours(3);

    /// <summary>Going down in small steps that watch alarms takes hours.</summary>
    public static readonly TimeSpan ReturnTimeout = TimeSpan.FromHours(24);

    public static readonly TimeSpan ArmTimeout = TimeSpan.FromMinutes(10);

    public static bool IsBuiltIn(RunbookName name) => name == ArmName || Names.Contains(name);

    /// <summary>Raises a component to a floor, or gives a setting resource the event's values.</summary>
    public static Runbook Prewarm(Component component, int floor)
    {
        ArgumentNullException.ThrowIfNull(component);
        return component.Resource is Resource.Setting
            ? One(PrewarmName, "apply", new StepAction.SettingApply(), PrewarmTimeout)
            : One(PrewarmName, "floor", new StepAction.CapacityFloor(floor), PrewarmTimeout);
    }

    /// <summary>Takes a component back to its restore point.</summary>
    /// <param name="component">The component.</param>
    /// <param name="how">The plan's pace.</param>
    /// <param name="forced">A person's reason to go down although the load seems to need more; null for none.</param>
    public static Runbook Return(Component component, ReturnToNormal how, string? forced)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(how);
        return component.Resource is Resource.Setting
            ? One(ReturnName, "restore", new StepAction.SettingRestore(), ReturnTimeout)
            : One(
                ReturnName,
                "restore",
                new StepAction.CapacityRestore(how.StepPercent, how.StepEvery, forced),
                ReturnTimeout);
    }

    /// <summary>Makes the group's scheduled actions exactly these; none removes them all.</summary>
    public static Runbook Arm(EquatableList<ArmedFloor> floors) =>
        One(ArmName, floors.Count == 0 ? "disarm" : "arm", new StepAction.CapacityArm(floors), ArmTimeout);

    private static Runbook One(RunbookName name, string step, StepAction action, TimeSpan timeout) =>
        new(name, [new RunbookStep(step, action, timeout)]);
}
