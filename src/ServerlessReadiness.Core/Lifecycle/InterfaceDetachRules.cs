using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Detaches the pool's interfaces, so that the next instance can have them; never the instance's own.</summary>
public sealed class InterfaceDetachRules : HookRules<StepAction.InterfaceDetach>
{
    public override string Name => ActionNames.InterfaceDetach;

    protected override ActionMove Next(
        StepContext context,
        StepAction.InterfaceDetach action,
        InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Seen.Waiting?.Interfaces is not { } seen)
        {
            return context.Blind($"the interfaces of {instance}");
        }

        var ours = seen.Attached.Where(i => i.DeviceIndex != 0).ToList();
        return ours.Find(i => i.State != "detaching") is { } next
            ? new ActionMove.Perform(
                new Change.DetachInterface(instance, next.InterfaceId, next.AttachmentId),
                $"{instance} goes, and its interface stays for the next")
            : ours.Count > 0
                ? new ActionMove.Wait(StepFacts.LookSoon, $"interface {ours[0].InterfaceId} is being detached")
                : new ActionMove.Done($"{instance} has no interface that is to stay");
    }
}
