namespace ServerlessReadiness.Core.Actions;

/// <summary>The actions' names as plans, journal and tables of blockers spell them.</summary>
public static class ActionNames
{
    public const string CapacityRaise = "capacity.raise";
    public const string CapacityFloor = "capacity.floor";
    public const string CapacityRestore = "capacity.restore";
    public const string CapacityArm = "capacity.arm";
    public const string SettingApply = "setting.apply";
    public const string SettingRestore = "setting.restore";
    public const string InstanceReplace = "instance.replace";
    public const string InstanceReboot = "instance.reboot";
    public const string InstanceRecover = "instance.recover";
    public const string InstanceQuarantine = "instance.quarantine";
    public const string HealthMark = "health.mark";
    public const string Notify = "notify";
    public const string CallPerson = "page";
    public const string Mail = "mail";
    public const string Wait = "wait";
    public const string Check = "check";
    public const string InterfaceAttach = "interface.attach";
    public const string InterfaceDetach = "interface.detach";
    public const string AddressAssociate = "address.associate";
    public const string InstanceTag = "instance.tag";
    public const string TargetsHealthy = "targets.healthy";
    public const string TargetsDeregister = "targets.deregister";
    public const string CommandRun = "command.run";
    public const string HookComplete = "hook.complete";
    public const string CapacityKeep = "capacity.keep";
    public const string CapacityRelease = "capacity.release";
    public const string DnsShift = "dns.shift";
    public const string DnsRestore = "dns.restore";
    public const string DnsFailover = "dns.failover";
    public const string DnsFailback = "dns.failback";
    public const string MaintenanceOn = "maintenance.on";
    public const string MaintenanceOff = "maintenance.off";
    public const string FeatureReduce = "feature.reduce";
    public const string FeatureRestore = "feature.restore";
    public const string RateLimit = "rate.limit";
    public const string RateRestore = "rate.restore";
    public const string ZoneAway = "zone.away";
    public const string ZoneBack = "zone.back";
    public const string ParameterSet = "parameter.set";
    public const string SsmAutomation = "ssm.automation";
    public const string LambdaInvoke = "lambda.invoke";
}
