using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Plans;

/// <summary>What a step does, with its parameters. The rules of each action are in <c>Core/Actions</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(CapacityRaise), "capacity.raise")]
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
