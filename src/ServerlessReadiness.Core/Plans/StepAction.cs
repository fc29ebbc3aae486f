using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Core.Plans;

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
}
