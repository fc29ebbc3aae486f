using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>What a group and a scalable target have in common for an action on their bounds.</summary>
/// <param name="Label">The resource's name for people.</param>
/// <param name="Bounds">Minimum and maximum.</param>
/// <param name="Base">What a raise adds to.</param>
/// <param name="Serving">Units in service; null when not known, as for targets.</param>
/// <param name="Booting">Units on their way into service.</param>
/// <param name="Size">The size below which the maximum must not be cut; null when not known.</param>
/// <param name="Trouble">The newest failed launch.</param>
/// <param name="Blocker">What forbids the action.</param>
/// <param name="Notes">What does not forbid it but should be said.</param>
/// <param name="Set">Makes the change to new bounds.</param>
internal sealed record BoundedCapacity(
    string Label,
    Bounds Bounds,
    int Base,
    int? Serving,
    int Booting,
    int? Size,
    string? Trouble,
    string? Blocker,
    string Notes,
    Func<Bounds, Change> Set)
{
    /// <summary>Whether a resource has bounds at all.</summary>
    public static bool Has(Resource resource) => resource is Resource.AutoScalingGroup or Resource.ScalableTarget;

    /// <summary>The refusal for a resource without bounds; null for one that has them.</summary>
    public static ActionMove? RefuseWithout(Resource resource) => resource switch
    {
        Resource.AutoScalingGroup or Resource.ScalableTarget => null,
        Resource.StandaloneInstances => new ActionMove.Refuse(
            $"{resource.Label} belong to no group, so there is no capacity to raise or lower"),
        Resource.Setting setting when !SettingFacts.IsForShedding(setting.Service) => new ActionMove.Refuse(
            $"{resource.Label} has no bounds; use setting.apply and setting.restore"),
        _ => new ActionMove.Refuse($"{resource.Label} has no bounds; it is no capacity"),
    };

    /// <summary>What keeps an action from looking at the capacity, such as its last effect; null when it can.</summary>
    public static ActionMove? Hindrance(StepContext context, string action, out BoundedCapacity present)
    {
        present = Of(context, action)!;
        return RefuseWithout(context.Component.Resource)
            ?? context.AfterFailure(undoing: false)
            ?? (present is null ? context.Blind($"the capacity of {context.Component.Resource.Label}") : null);
    }

    /// <summary>The capacity as seen just now; null when it could not be read.</summary>
    public static BoundedCapacity? Of(StepContext context, string action) => context switch
    {
        { Component.Resource: Resource.AutoScalingGroup, Seen.Group: { } group } => new(
            context.Component.Resource.Label,
            group.Bounds,
            Math.Max(group.Desired, Math.Max(group.Bounds.Minimum, group.Serving)),
            group.Serving,
            group.Members.Count(m => m is { IsInTransition: true, IsLeaving: false }),
            SizeOf(group),
            group.LaunchTrouble,
            GroupBlockers.Find(action, new GroupCase(group, context.Component, null)),
            NotesOn(group),
            to => new Change.SetGroupBounds(group.Name, group.Bounds, to)),
        { Component.Resource: Resource.ScalableTarget, Seen.Target: { } target } => new(
            context.Component.Resource.Label,
            target.Bounds,
            target.Bounds.Minimum,
            null,
            0,
            null,
            target.ScalingTrouble,
            target.ScalingOutSuspended && action is ActionNames.CapacityRaise or ActionNames.CapacityFloor
                ? $"scaling out is suspended on {context.Component.Resource.Label}; resume it first"
                : null,
            "",
            to => new Change.SetTargetBounds(target.Bounds, to)),
        _ => null,
    };

    // Members on their way out still run, and a maximum below what runs terminates at once. Those in Standby do not
    // count toward the desired capacity, so no maximum can terminate them.
    private static int SizeOf(GroupSnapshot group) =>
        Math.Max(group.Desired, group.Members.Count(m => m.IsInTransition || m.LifecycleState
            == GroupMember.InServiceState));

    private static string NotesOn(GroupSnapshot group) =>
        (group.RefreshInProgress == true ? "; an instance refresh is running, new instances count toward it" : "")
        + (group.HasWarmPool ? "; launches come from the warm pool" : "")
        + (group.IsSuspended("AZRebalance") ? "; AZRebalance is suspended, so zones may end up uneven" : "")
        + (group.IsSuspended("AddToLoadBalancer")
            ? "; AddToLoadBalancer is suspended, so new instances may get no traffic"
            : "");
}
