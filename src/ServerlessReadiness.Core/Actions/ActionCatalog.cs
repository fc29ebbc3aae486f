using System.Diagnostics;
using ServerlessReadiness.Core.Actions.Automations;
using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Actions.Instances;
using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Actions.Shedding;
using ServerlessReadiness.Core.Actions.Traffic;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>All actions. The rules hold no state, so one of each serves every run.</summary>
public static class ActionCatalog
{
    public static EquatableList<IActionRules> All { get; } =
    [
        new CapacityRaiseRules(),
        new CapacityFloorRules(),
        new CapacityRestoreRules(),
        new CapacityArmRules(),
        new SettingApplyRules(),
        new SettingRestoreRules(),
        new InstanceReplaceRules(),
        new InstanceRebootRules(),
        new InstanceRecoverRules(),
        new InstanceQuarantineRules(),
        new HealthMarkRules(),
        new NotifyRules(),
        new CallPersonRules(),
        new MailRules(),
        new PauseRules(),
        new CheckRules(),
        new InterfaceAttachRules(),
        new InterfaceDetachRules(),
        new AddressAssociateRules(),
        new InstanceTagRules(),
        new TargetsHealthyRules(),
        new TargetsDeregisterRules(),
        new CommandRunRules(),
        new HookCompleteRules(),
        new CapacityKeepRules(),
        new CapacityReleaseRules(),
        new DnsShiftRules(),
        new DnsRestoreRules(),
        new DnsFailoverRules(),
        new DnsFailbackRules(),
        new MaintenanceOnRules(),
        new MaintenanceOffRules(),
        new FeatureReduceRules(),
        new FeatureRestoreRules(),
        new RateLimitRules(),
        new RateRestoreRules(),
        new ZoneAwayRules(),
        new ZoneBackRules(),
        new ParameterSetRules(),
        new SsmAutomationRules(),
        new LambdaInvokeRules(),
    ];

    /// <summary>The rules of an action.</summary>
    public static IActionRules For(StepAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return All.FirstOrDefault(rules => rules.Handles(action))
            ?? throw new UnreachableException($"No rules handle the action {action.GetType().Name}.");
    }

    /// <summary>
    /// The budget that a run of this runbook is counted in: its strongest step's, Traffic before Replace before
    /// CapacityDown before CapacityUp before None.
    /// </summary>
    public static ActionClass ClassOf(Runbook runbook)
    {
        ArgumentNullException.ThrowIfNull(runbook);
        return runbook.Steps.Select(step => For(step.Do).Class).DefaultIfEmpty(ActionClass.None).MaxBy(Strength);
    }

    /// <summary>Whether the action can be done on this kind of resource at all.</summary>
    public static bool Suits(StepAction action, Resource resource) => (action, resource) switch
    {
        (StepAction.Notify or StepAction.CallPerson or StepAction.Mail, _) => true,
        (StepAction.Pause or StepAction.Check, _) => true,
        (StepAction.CapacityRaise or StepAction.CapacityFloor or StepAction.CapacityRestore, _) =>
            BoundedCapacity.Has(resource),
        (StepAction.CapacityKeep or StepAction.CapacityRelease, _) => BoundedCapacity.Has(resource),
        (StepAction.DnsShift or StepAction.DnsRestore, Resource.DnsRecords { Policy: DnsPolicy.Weighted }) => true,
        (StepAction.DnsShift or StepAction.DnsRestore, _) => false,
        (StepAction.DnsFailover or StepAction.DnsFailback,
            Resource.DnsRecords { Policy: DnsPolicy.Failover or DnsPolicy.Latency }) => true,
        (StepAction.DnsFailover or StepAction.DnsFailback, _) => false,
        (StepAction.CapacityArm, Resource.AutoScalingGroup) => true,
        (StepAction.CapacityArm, _) => false,
        (StepAction.SettingApply or StepAction.SettingRestore, Resource.Setting setting) =>
            !SettingFacts.IsForShedding(setting.Service),
        (StepAction.SettingApply or StepAction.SettingRestore, _) => false,
        (StepAction.InstanceReboot or StepAction.InstanceRecover,
            Resource.AutoScalingGroup or Resource.StandaloneInstances) => true,
        (StepAction.InstanceReboot or StepAction.InstanceRecover, _) => false,
        (StepAction.InstanceReplace or StepAction.InstanceQuarantine or StepAction.HealthMark,
            Resource.AutoScalingGroup) => true,
        (StepAction.InstanceReplace or StepAction.InstanceQuarantine or StepAction.HealthMark, _) => false,
        _ when HookSteps.IsOfHooks(action) => resource is Resource.AutoScalingGroup,
        (StepAction.MaintenanceOn or StepAction.MaintenanceOff, Resource.Listener or Resource.DnsRecords) => true,
        (StepAction.MaintenanceOn or StepAction.MaintenanceOff, _) => false,
        (StepAction.FeatureReduce or StepAction.FeatureRestore or StepAction.ParameterSet, _) =>
            resource is Resource.Setting { Service: SettingService.SsmParameters },
        (StepAction.RateLimit or StepAction.RateRestore, _) =>
            resource is Resource.Setting { Service: SettingService.WebAclRateLimit },
        (StepAction.ZoneAway or StepAction.ZoneBack, _) => resource is Resource.Listener or Resource.AutoScalingGroup,

        // What people automated themselves may concern anything; it runs in the component's account and region.
        (StepAction.SsmAutomation or StepAction.LambdaInvoke, _) => true,
        _ => throw new UnreachableException($"No row for the action {action.GetType().Name}."),
    };

    private static int Strength(ActionClass actionClass) => actionClass switch
    {
        ActionClass.None => 0,
        ActionClass.CapacityUp => 1,
        ActionClass.CapacityDown => 2,
        ActionClass.Replace => 3,
        ActionClass.Traffic => 4,
        _ => throw new UnreachableException($"No strength for the class {actionClass}."),
    };
}
