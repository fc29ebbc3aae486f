using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// One thing done to the world by one mutating call of a port. Stored as an intent before it is done, with what was
/// there before where that is needed to undo it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(SetGroupBounds), "group.bounds")]
[JsonDerivedType(typeof(SetGroupDesired), "group.desired")]
[JsonDerivedType(typeof(SetTargetBounds), "target.bounds")]
[JsonDerivedType(typeof(TerminateMember), "member.terminate")]
[JsonDerivedType(typeof(EnterStandby), "member.enterStandby")]
[JsonDerivedType(typeof(ExitStandby), "member.exitStandby")]
[JsonDerivedType(typeof(MarkUnhealthy), "member.markUnhealthy")]
[JsonDerivedType(typeof(RebootInstance), "instance.reboot")]
[JsonDerivedType(typeof(StopInstance), "instance.stop")]
[JsonDerivedType(typeof(StartInstance), "instance.start")]
[JsonDerivedType(typeof(SetSecurityGroups), "instance.securityGroups")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(SendMail), "mail")]
[JsonDerivedType(typeof(PutScheduledAction), "group.schedule")]
[JsonDerivedType(typeof(DeleteScheduledAction), "group.unschedule")]
[JsonDerivedType(typeof(SetSettings), "settings")]
[JsonDerivedType(typeof(SetRecords), "dns.records")]
[JsonDerivedType(typeof(InvertHealthCheck), "dns.healthCheck")]
[JsonDerivedType(typeof(CreateListenerRule), "listener.rule")]
[JsonDerivedType(typeof(DeleteListenerRule), "listener.unrule")]
[JsonDerivedType(typeof(StartZonalShift), "zone.shift")]
[JsonDerivedType(typeof(CancelZonalShift), "zone.unshift")]
[JsonDerivedType(typeof(SetGroupSubnets), "group.subnets")]
[JsonDerivedType(typeof(StartAutomation), "automation")]
[JsonDerivedType(typeof(InvokeFunction), "function")]
[JsonDerivedType(typeof(AttachInterface), "interface.attach")]
[JsonDerivedType(typeof(DetachInterface), "interface.detach")]
[JsonDerivedType(typeof(AssociateAddress), "address.associate")]
[JsonDerivedType(typeof(TagInstance), "instance.tag")]
[JsonDerivedType(typeof(RegisterTarget), "target.register")]
[JsonDerivedType(typeof(DeregisterTarget), "target.deregister")]
[JsonDerivedType(typeof(SendCommand), "command")]
[JsonDerivedType(typeof(CompleteHook), "hook.complete")]
[JsonDerivedType(typeof(BeatHook), "hook.beat")]
public abstract partial record Change
{
    private Change()
    {
    }

    /// <summary>Whether doing it twice is harmless.</summary>
    [JsonIgnore]
    public virtual Repeatability Repeatability => Repeatability.Absolute;

    /// <summary>The change in words, for the journal, the page and the report.</summary>
    public abstract string Describe();

    public sealed override string ToString() => Describe();

    public sealed record SetGroupBounds(string Group, Bounds From, Bounds To) : Change
    {
        public override string Describe() => $"set the bounds of group {Group} from {From} to {To}";
    }

    /// <summary>Asks for a number of instances; only to borrow one during a replacement, or to give it back.</summary>
    public sealed record SetGroupDesired(string Group, int From, int To) : Change
    {
        public override string Describe() => $"set the desired capacity of group {Group} from {From} to {To}";
    }

    public sealed record SetTargetBounds(Bounds From, Bounds To) : Change
    {
        public override string Describe() => $"set the target's bounds from {From} to {To}";
    }

    /// <param name="Instance">The member.</param>
    /// <param name="LowerDesired">Whether the group's desired capacity goes down by one with it.</param>
    public sealed record TerminateMember(InstanceId Instance, bool LowerDesired) : Change
    {
        public override string Describe() =>
            $"terminate {Instance} and "
            + (LowerDesired ? "lower the desired capacity by one" : "let the group replace it");
    }

    public sealed record EnterStandby(string Group, InstanceId Instance, bool LowerDesired) : Change
    {
        public override string Describe() => $"move {Instance} of group {Group} to Standby"
            + (LowerDesired ? "" : ", with a substitute launched");
    }

    public sealed record ExitStandby(string Group, InstanceId Instance) : Change
    {
        public override string Describe() => $"return {Instance} of group {Group} from Standby to service";
    }

    public sealed record MarkUnhealthy(InstanceId Instance) : Change
    {
        public override string Describe() => $"mark {Instance} unhealthy";
    }

    public sealed record RebootInstance(InstanceId Instance) : Change
    {
        // Nothing that can be read tells a reboot that happened from one that did not.
        public override Repeatability Repeatability => Repeatability.Once;

        public override string Describe() => $"reboot {Instance}";
    }

    public sealed record StopInstance(InstanceId Instance) : Change
    {
        public override string Describe() => $"stop {Instance}";
    }

    public sealed record StartInstance(InstanceId Instance) : Change
    {
        public override string Describe() => $"start {Instance}";
    }

    public sealed record SetSecurityGroups(
        InstanceId Instance,
        EquatableList<string> From,
        EquatableList<string> To) : Change
    {
        public override string Describe() =>
            $"set the security groups of {Instance} from {string.Join(", ", From)} to {string.Join(", ", To)}";
    }

    /// <summary>Writes, or writes over, a scheduled action of the group.</summary>
    public sealed record PutScheduledAction(string Group, ArmedFloor Floor) : Change
    {
        public override string Describe() => $"arm group {Group}: {Floor}";
    }

    public sealed record DeleteScheduledAction(string Group, string Name) : Change
    {
        public override string Describe() => $"remove the scheduled action {Name} of group {Group}";
    }

    /// <summary>Only the settings that differ, before and after.</summary>
    public sealed record SetSettings(EquatableList<SettingValue> From, EquatableList<SettingValue> To) : Change
    {
        public override string Describe() => $"set {string.Join(", ", To)} (was {string.Join(", ", From)})";
    }

    /// <summary>
    /// Replaces exactly these records by those, in one batch: it fails as a whole when one is no longer as it was read,
    /// so nobody's edit is overwritten.
    /// </summary>
    public sealed record SetRecords(EquatableList<DnsRecord> From, EquatableList<DnsRecord> To) : Change
    {
        public override string Describe() => $"set the records {string.Join(", ", To)} (were {string.Join(", ", From)})";
    }

    /// <summary>
    /// Pins a health check to unhealthy, or frees it. The adapter sets Disabled together with Inverted: Route 53 holds
    /// a disabled check to be healthy, so an inverted one stays unhealthy whatever becomes of the endpoint. Inverted
    /// alone would call the traffic back the moment the endpoint dies.
    /// </summary>
    /// <param name="HealthCheckId">Which.</param>
    /// <param name="To">Inverted and disabled, or neither.</param>
    /// <param name="Version">The version that was read: another one is refused.</param>
    public sealed record InvertHealthCheck(string HealthCheckId, bool To, long Version) : Change
    {
        public override string Describe() =>
            $"{(To ? "invert" : "set right")} health check {HealthCheckId}, so that Route 53 answers with "
            + (To ? "the other record" : "the record itself");
    }

    public sealed record CreateListenerRule(ListenerRule Rule) : Change
    {
        public override string Describe() => $"add {Rule} to the listener";
    }

    public sealed record DeleteListenerRule(ListenerRule Rule) : Change
    {
        public override string Describe() => $"remove {Rule} from the listener";
    }

    public sealed record StartZonalShift(string ZoneId, string Zone, DateTimeOffset ExpiresAt, string Comment) : Change
    {
        public override string Describe() => $"shift traffic away from zone {Zone} until {ExpiresAt:u}";
    }

    public sealed record CancelZonalShift(string ShiftId, string Zone) : Change
    {
        public override string Describe() => $"let traffic into zone {Zone} again";
    }

    public sealed record SetGroupSubnets(string Group, EquatableList<string> From, EquatableList<string> To) : Change
    {
        public override string Describe() =>
            $"set the subnets of group {Group} from {string.Join(", ", From)} to {string.Join(", ", To)}";
    }

    /// <param name="Document">The SSM document.</param>
    /// <param name="Version">Its version; null for the default.</param>
    /// <param name="Parameters">Its parameters.</param>
    /// <param name="Token">A UUID: a repeat with the same token starts nothing new.</param>
    public sealed record StartAutomation(
        string Document,
        string? Version,
        EquatableList<SettingValue> Parameters,
        string Token) : Change
    {
        public override Repeatability Repeatability => Repeatability.Token;

        public override string Describe() => $"start the automation {Document}";
    }

    public sealed record InvokeFunction(string Function, string Payload) : Change
    {
        // Whether it ran cannot be read back, and the function may not be repeatable.
        public override Repeatability Repeatability => Repeatability.Once;

        public override string Describe() => $"invoke the function {Function}";
    }

    public sealed record AttachInterface(InstanceId Instance, string InterfaceId, int DeviceIndex) : Change
    {
        public override string Describe() => $"attach interface {InterfaceId} to {Instance} as device {DeviceIndex}";
    }

    public sealed record DetachInterface(InstanceId Instance, string InterfaceId, string AttachmentId) : Change
    {
        public override string Describe() => $"detach interface {InterfaceId} from {Instance}";
    }

    public sealed record AssociateAddress(InstanceId Instance, string AllocationId) : Change
    {
        public override string Describe() => $"associate address {AllocationId} with {Instance}";
    }

    public sealed record TagInstance(InstanceId Instance, EquatableList<SettingValue> Tags) : Change
    {
        public override string Describe() => $"tag {Instance} with {string.Join(", ", Tags)}";
    }

    public sealed record RegisterTarget(InstanceId Instance, string TargetGroup) : Change
    {
        public override string Describe() => $"register {Instance} in {Lifecycle.TargetHealth.NameOf(TargetGroup)}";
    }

    public sealed record DeregisterTarget(InstanceId Instance, string TargetGroup) : Change
    {
        public override string Describe() => $"deregister {Instance} from {Lifecycle.TargetHealth.NameOf(TargetGroup)}";
    }

    /// <param name="Instance">Where it runs.</param>
    /// <param name="Document">The SSM document.</param>
    /// <param name="Version">Its version; null for the default.</param>
    /// <param name="Parameters">Its parameters.</param>
    /// <param name="Token">Its comment, by which a command that was sent is found again.</param>
    public sealed record SendCommand(
        InstanceId Instance,
        string Document,
        string? Version,
        EquatableList<SettingValue> Parameters,
        string Token) : Change
    {
        public override string Describe() => $"run the command {Document} on {Instance}";
    }

    /// <summary>Ends the wait of an instance in a lifecycle hook.</summary>
    /// <param name="Group">The group.</param>
    /// <param name="Hook">The hook.</param>
    /// <param name="Instance">The instance.</param>
    /// <param name="Token">The lifecycle action's token; null where only the instance is known.</param>
    /// <param name="Abandon">Whether Auto Scaling gives the instance up, or goes on with it.</param>
    public sealed record CompleteHook(string Group, string Hook, InstanceId Instance, string? Token, bool Abandon)
        : Change
    {
        public override string Describe() =>
            $"complete hook {Hook} of group {Group} for {Instance} with {(Abandon ? "ABANDON" : "CONTINUE")}";
    }

    /// <summary>Asks Auto Scaling for another time-out's worth of patience.</summary>
    public sealed record BeatHook(string Group, string Hook, InstanceId Instance, string? Token) : Change
    {
        public override string Describe() => $"extend the wait of {Instance} in hook {Hook} of group {Group}";
    }
}
