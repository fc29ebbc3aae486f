using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Plans.Runbooks;

/// <summary>What a step does, with its parameters. The rules of each action are in <c>Core/Actions</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(CapacityRaise), "capacity.raise")]
[JsonDerivedType(typeof(CapacityFloor), "capacity.floor")]
[JsonDerivedType(typeof(CapacityRestore), "capacity.restore")]
[JsonDerivedType(typeof(CapacityArm), "capacity.arm")]
[JsonDerivedType(typeof(SettingApply), "setting.apply")]
[JsonDerivedType(typeof(SettingRestore), "setting.restore")]
[JsonDerivedType(typeof(InstanceReplace), "instance.replace")]
[JsonDerivedType(typeof(InstanceReboot), "instance.reboot")]
[JsonDerivedType(typeof(InstanceRecover), "instance.recover")]
[JsonDerivedType(typeof(InstanceQuarantine), "instance.quarantine")]
[JsonDerivedType(typeof(HealthMark), "health.mark")]
[JsonDerivedType(typeof(Notify), "notify")]
[JsonDerivedType(typeof(CallPerson), "page")]
[JsonDerivedType(typeof(Mail), "mail")]
[JsonDerivedType(typeof(Pause), "wait")]
[JsonDerivedType(typeof(Check), "check")]
[JsonDerivedType(typeof(CapacityKeep), "capacity.keep")]
[JsonDerivedType(typeof(CapacityRelease), "capacity.release")]
[JsonDerivedType(typeof(DnsShift), "dns.shift")]
[JsonDerivedType(typeof(DnsRestore), "dns.restore")]
[JsonDerivedType(typeof(DnsFailover), "dns.failover")]
[JsonDerivedType(typeof(DnsFailback), "dns.failback")]
[JsonDerivedType(typeof(MaintenanceOn), "maintenance.on")]
[JsonDerivedType(typeof(MaintenanceOff), "maintenance.off")]
[JsonDerivedType(typeof(FeatureReduce), "feature.reduce")]
[JsonDerivedType(typeof(FeatureRestore), "feature.restore")]
[JsonDerivedType(typeof(RateLimit), "rate.limit")]
[JsonDerivedType(typeof(RateRestore), "rate.restore")]
[JsonDerivedType(typeof(ZoneAway), "zone.away")]
[JsonDerivedType(typeof(ZoneBack), "zone.back")]
[JsonDerivedType(typeof(ParameterSet), "parameter.set")]
[JsonDerivedType(typeof(SsmAutomation), "ssm.automation")]
[JsonDerivedType(typeof(LambdaInvoke), "lambda.invoke")]
[JsonDerivedType(typeof(InterfaceAttach), "interface.attach")]
[JsonDerivedType(typeof(InterfaceDetach), "interface.detach")]
[JsonDerivedType(typeof(AddressAssociate), "address.associate")]
[JsonDerivedType(typeof(InstanceTag), "instance.tag")]
[JsonDerivedType(typeof(TargetsHealthy), "targets.healthy")]
[JsonDerivedType(typeof(TargetsDeregister), "targets.deregister")]
[JsonDerivedType(typeof(CommandRun), "command.run")]
[JsonDerivedType(typeof(HookComplete), "hook.complete")]
public abstract record StepAction
{
    private StepAction()
    {
    }

    /// <summary>Raises the minimum, and the maximum where needed, never over the ceiling.</summary>
    /// <param name="By">Units to add to the present desired capacity; at least 1.</param>
    /// <param name="ByPercent">Or a share of it, rounded up. Exactly one of the two is given.</param>
    public sealed record CapacityRaise(int? By = null, int? ByPercent = null) : StepAction;

    /// <summary>
    /// Makes sure that the minimum is at least the floor, and waits until as much is in service. Never lowers what
    /// someone set higher.
    /// </summary>
    /// <param name="Floor">Units, at least 1.</param>
    public sealed record CapacityFloor(int Floor) : StepAction;

    /// <summary>
    /// Takes the bounds back to the restore point, in steps that watch the component's alarms: first the minimum, then
    /// the maximum once the size fits. The old desired capacity is never written back.
    /// </summary>
    /// <param name="StepPercent">Share of the raise that one step takes back, 1 to 10.</param>
    /// <param name="StepEvery">From one step to the next.</param>
    /// <param name="Forced">
    /// A person's reason to go down although present load seems to need more; null for none.
    /// </param>
    public sealed record CapacityRestore(int StepPercent, TimeSpan StepEvery, string? Forced = null) : StepAction;

    /// <summary>Makes the group's scheduled actions of ours exactly these; an empty list removes all of ours.</summary>
    public sealed record CapacityArm(EquatableList<ArmedFloor> Floors) : StepAction;

    /// <summary>Gives the component's setting resource the values of the plan.</summary>
    public sealed record SettingApply : StepAction;

    /// <summary>Gives it back the values of its restore point, except what cannot shrink again, which is said.</summary>
    public sealed record SettingRestore : StepAction;

    /// <summary>
    /// Launches a substitute, waits until it serves, then terminates the member that the alarm means.
    /// </summary>
    public sealed record InstanceReplace : StepAction;

    /// <summary>Restarts the operating system of the instance, in Standby when a group owns it.</summary>
    public sealed record InstanceReboot : StepAction;

    /// <summary>
    /// Stops and starts the instance, which moves it to another host; in Standby when a group owns it.
    /// </summary>
    public sealed record InstanceRecover : StepAction;

    /// <summary>Takes the instance out of service and keeps it for examination.</summary>
    /// <param name="SecurityGroupId">
    /// A group that lets nothing in or out; null leaves the instance's groups alone.
    /// </param>
    public sealed record InstanceQuarantine(string? SecurityGroupId = null) : StepAction;

    /// <summary>Tells Auto Scaling that the instance is unhealthy, so that it replaces it by its own rules.</summary>
    public sealed record HealthMark : StepAction;

    /// <summary>Tells people.</summary>
    /// <param name="Subject">At most 100 characters, ASCII, as SNS demands of a mail's subject.</param>
    /// <param name="Text">
    /// The message; <c>{component}</c>, <c>{alarm}</c>, <c>{instance}</c> and <c>{reason}</c> are filled in.
    /// </param>
    public sealed record Notify(string Subject, string Text) : StepAction;

    /// <summary>
    /// Calls people through the notifications topic; never in a plan. Repeats of a kind may be gathered instead.
    /// </summary>
    /// <param name="Kind">What happened, in the word that the decision has for it.</param>
    /// <param name="Gravity">How long it may wait.</param>
    /// <param name="Subject">The mail's subject.</param>
    /// <param name="Text">The message, as it is.</param>
    /// <param name="Words">The message in a line, for the digest.</param>
    public sealed record CallPerson(string Kind, Gravity Gravity, string Subject, string Text, string Words) : StepAction;

    /// <summary>Writes to one contact; never in a plan.</summary>
    /// <param name="From">The verified sender.</param>
    /// <param name="To">The address.</param>
    /// <param name="Subject">In one line.</param>
    /// <param name="Text">For programs that show no HTML.</param>
    /// <param name="Html">The same as HTML.</param>
    public sealed record Mail(string From, string To, string Subject, string Text, string? Html) : StepAction;

    /// <summary>Does nothing for a while. Long waits are kept by Clock, not by a process.</summary>
    /// <param name="For">How long.</param>
    public sealed record Pause(TimeSpan For) : StepAction;

    /// <summary>Changes nothing: the step is done when its verification holds.</summary>
    public sealed record Check : StepAction;

    /// <summary>Raises the minimum to what is in service now, so that shed load takes no capacity with it.</summary>
    public sealed record CapacityKeep : StepAction;

    /// <summary>Takes the minimum that <see cref="CapacityKeep"/> set back to the floor then in force.</summary>
    /// <param name="To">Units: the minimum to go back to, unless a floor of the plan holds more.</param>
    public sealed record CapacityRelease(int To) : StepAction;

    /// <summary>Moves weighted records to new shares in stages, each judged once it is everywhere.</summary>
    /// <param name="Shares">The shares to reach; endpoints not named get none.</param>
    /// <param name="StepPercent">Share of the whole traffic that one stage moves at most, 1 to 100.</param>
    /// <param name="Soak">How long a stage is watched, after it is in sync and its TTL has passed.</param>
    /// <param name="StopOn">Alarms that stop the shift and take it back; with the component's stop conditions.</param>
    public sealed record DnsShift(
        EquatableList<EndpointShare> Shares,
        int StepPercent,
        TimeSpan Soak,
        EquatableList<string> StopOn) : StepAction;

    /// <summary>Moves the records back to their restore point, in stages.</summary>
    /// <param name="StepPercent">Share of the whole traffic that one stage moves at most, 1 to 100.</param>
    /// <param name="Soak">How long a stage is watched.</param>
    public sealed record DnsRestore(int StepPercent, TimeSpan Soak) : StepAction;

    /// <summary>
    /// Makes a record's health check say the opposite, so that Route 53's data plane answers with the others, without
    /// a record edit.
    /// </summary>
    /// <param name="Endpoint">
    /// The endpoint to take out; null for the primary of failover records. Latency records have none, so it is named.
    /// </param>
    public sealed record DnsFailover(string? Endpoint = null) : StepAction;

    /// <summary>Takes every inversion of ours back.</summary>
    public sealed record DnsFailback : StepAction;

    /// <summary>Answers with a page: a listener's fixed response, or a name's static site.</summary>
    /// <param name="Page">The page of a listener; null where the component is a name and its static site answers.
    /// </param>
    /// <param name="Hosts">Only for these hosts; empty for all.</param>
    /// <param name="Paths">Only for these paths; empty for all.</param>
    /// <param name="Bypass">A header whose value lets operators through; null for none.</param>
    public sealed record MaintenanceOn(
        Shedding.FixedPage? Page,
        EquatableList<string> Hosts,
        EquatableList<string> Paths,
        SettingValue? Bypass) : StepAction;

    /// <summary>Takes every page of ours off the listener, or the name off its static site.</summary>
    public sealed record MaintenanceOff : StepAction;

    /// <summary>Sets parameters that the application reads, so that it does less for each request.</summary>
    /// <param name="Values">Parameter names below the component's path, and their values.</param>
    public sealed record FeatureReduce(EquatableList<SettingValue> Values) : StepAction;

    /// <summary>Gives the parameters back the values of the restore point.</summary>
    public sealed record FeatureRestore : StepAction;

    /// <summary>Blocks addresses that send more than this.</summary>
    /// <param name="Limit">Requests of one address in five minutes, 10 to 2,000,000,000.</param>
    public sealed record RateLimit(int Limit) : StepAction;

    /// <summary>Takes the limit back to the restore point.</summary>
    public sealed record RateRestore : StepAction;

    /// <summary>
    /// Keeps traffic out of an Availability Zone: a zonal shift for a listener's load balancer, and for a group the
    /// zone's subnets removed once replacements serve elsewhere.
    /// </summary>
    /// <param name="Zone">The zone's name, such as eu-west-1a.</param>
    /// <param name="ExpiresAfter">When a zonal shift ends by itself, at most three days.</param>
    public sealed record ZoneAway(string Zone, TimeSpan ExpiresAfter) : StepAction;

    /// <summary>Takes the zone back into use.</summary>
    /// <param name="Zone">The zone's name; null for all that we left.</param>
    public sealed record ZoneBack(string? Zone = null) : StepAction;

    /// <summary>Sets parameters below the component's path, for what the plan has no better word for.</summary>
    public sealed record ParameterSet(EquatableList<SettingValue> Values) : StepAction;

    /// <summary>Starts an SSM Automation document and follows it to its end.</summary>
    /// <param name="Document">The document's name or ARN.</param>
    /// <param name="Version">Its version; null for the default.</param>
    /// <param name="Parameters">Its parameters, one value each.</param>
    /// <param name="UndoDocument">The document that takes it back; null when nothing does.</param>
    public sealed record SsmAutomation(
        string Document,
        string? Version,
        EquatableList<SettingValue> Parameters,
        string? UndoDocument = null) : StepAction;

    /// <summary>Invokes a function and waits for its answer; an error of the function fails the step.</summary>
    /// <param name="Function">Its name or ARN, with an alias or version after a colon.</param>
    /// <param name="Payload">A JSON object; event, run, step, component and token are added to it.</param>
    public sealed record LambdaInvoke(string Function, string Payload) : StepAction;

    /// <summary>Attaches a network interface to the instance that waits in a hook.</summary>
    /// <param name="Pool">The tag of the interfaces to take one of; null for the one that the hook's metadata names.
    /// </param>
    /// <param name="Subnet">Only of this subnet; null for any in the instance's zone.</param>
    public sealed record InterfaceAttach(SettingValue? Pool, string? Subnet) : StepAction;

    /// <summary>Detaches the interfaces with this tag, or the one that the hook's metadata names.</summary>
    public sealed record InterfaceDetach(SettingValue? Pool) : StepAction;

    /// <summary>Gives the instance an Elastic IP address.</summary>
    /// <param name="AllocationId">This one; null for one of the pool, or for the one that the metadata names.</param>
    /// <param name="Pool">The tag of the addresses to take one of.</param>
    public sealed record AddressAssociate(string? AllocationId, SettingValue? Pool) : StepAction;

    /// <summary>Tags the instance.</summary>
    public sealed record InstanceTag(EquatableList<SettingValue> Tags) : StepAction;

    /// <summary>
    /// Waits until the instance is healthy in target groups. It is registered where it is not: Auto Scaling itself
    /// does so only after the hook.
    /// </summary>
    /// <param name="TargetGroups">Their ARNs.</param>
    public sealed record TargetsHealthy(EquatableList<string> TargetGroups) : StepAction;

    /// <summary>Takes the instance out of target groups and waits until it is drained.</summary>
    public sealed record TargetsDeregister(EquatableList<string> TargetGroups) : StepAction;

    /// <summary>Runs an SSM command document on the instance and follows it to its end.</summary>
    /// <param name="Document">Its name, for example AWS-RunShellScript.</param>
    /// <param name="Version">Its version; null for the default.</param>
    /// <param name="Parameters">
    /// Its parameters; {instance}, {group}, {hook} and {component} in a value are filled in.
    /// </param>
    public sealed record CommandRun(string Document, string? Version, EquatableList<SettingValue> Parameters)
        : StepAction;

    /// <summary>The last step of every hook: Auto Scaling goes on with the instance, or gives it up.</summary>
    /// <param name="AbandonOnFailure">Whether a failed step before it gives the instance up.</param>
    public sealed record HookComplete(bool AbandonOnFailure) : StepAction;
}
