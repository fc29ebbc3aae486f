using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>Which action takes back what another did. The one table of it.</summary>
public static class StepInverse
{
    /// <summary>The action that takes this one back; null when nothing does, or nothing has to.</summary>
    public static StepAction? Of(StepAction action) => action switch
    {
        StepAction.DnsShift shift => new StepAction.DnsRestore(shift.StepPercent, shift.Soak),
        StepAction.DnsFailover => new StepAction.DnsFailback(),
        StepAction.DnsFailback => new StepAction.DnsFailover(),
        StepAction.MaintenanceOn => new StepAction.MaintenanceOff(),
        StepAction.FeatureReduce or StepAction.ParameterSet => new StepAction.FeatureRestore(),
        StepAction.RateLimit => new StepAction.RateRestore(),
        StepAction.ZoneAway away => new StepAction.ZoneBack(away.Zone),
        StepAction.SettingApply => new StepAction.SettingRestore(),
        StepAction.SsmAutomation { UndoDocument: { } undo } automation =>
            new StepAction.SsmAutomation(undo, null, automation.Parameters),
        _ => null,
    };

    /// <summary>
    /// Whether nothing has to be taken back: it changes nothing, repairs something, or adds capacity, which the return
    /// to normal takes down.
    /// </summary>
    public static bool NeedsNone(StepAction action) => action switch
    {
        StepAction.Notify or StepAction.CallPerson or StepAction.Mail => true,
        StepAction.Pause or StepAction.Check => true,
        StepAction.CapacityRaise or StepAction.CapacityFloor or StepAction.CapacityRestore or StepAction.CapacityArm
            or StepAction.CapacityKeep or StepAction.CapacityRelease => true,
        StepAction.InstanceReplace or StepAction.InstanceReboot or StepAction.InstanceRecover
            or StepAction.InstanceQuarantine or StepAction.HealthMark => true,
        StepAction.SettingRestore or StepAction.DnsRestore or StepAction.MaintenanceOff or StepAction.FeatureRestore
            or StepAction.RateRestore or StepAction.ZoneBack => true,

        // Of what is not known here nobody knows that it needs none.
        _ => false,
    };

    /// <summary>
    /// What an action works on within its component: two actions of one aspect work on the same thing, so taking back
    /// the later one must leave the earlier one standing.
    /// </summary>
    internal static string AspectOf(StepAction action) => action switch
    {
        StepAction.DnsShift or StepAction.DnsRestore or StepAction.MaintenanceOn { Page: null } => "shares",
        StepAction.DnsFailover or StepAction.DnsFailback => "failover",
        StepAction.MaintenanceOn or StepAction.MaintenanceOff => "page",
        StepAction.FeatureReduce or StepAction.ParameterSet or StepAction.FeatureRestore => "parameters",
        StepAction.RateLimit or StepAction.RateRestore => "rate",
        StepAction.ZoneAway away => $"zone {away.Zone}",
        StepAction.ZoneBack back => $"zone {back.Zone}",
        StepAction.SsmAutomation automation => $"automation {automation.Document}",
        _ => action.GetType().Name,
    };

    /// <summary>
    /// Whether doing the action again states all of its aspect, so that the earlier action alone takes the later back.
    /// Parameters, pages and inversions add up instead: those of the later action have to go first.
    /// </summary>
    internal static bool IsWhole(StepAction action) => action is StepAction.DnsShift or StepAction.RateLimit
        or StepAction.ZoneAway or StepAction.SettingApply;
}
