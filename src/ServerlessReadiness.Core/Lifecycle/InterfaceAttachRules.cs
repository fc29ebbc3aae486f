using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Attaches an interface of the pool, or the one named, and waits until it is attached.</summary>
public sealed class InterfaceAttachRules : HookRules<StepAction.InterfaceAttach>
{
    public override string Name => ActionNames.InterfaceAttach;

    protected override ActionMove Next(
        StepContext context,
        StepAction.InterfaceAttach action,
        InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Seen.Waiting?.Interfaces switch
        {
            null => context.Blind($"the interfaces of {instance}"),
            { Attached: [{ State: "attached" } has, ..] } => new ActionMove.Done(
                $"interface {has.InterfaceId} is attached to {instance}"),
            { Attached: [{ } coming, ..] } => new ActionMove.Wait(
                StepFacts.LookSoon,
                $"interface {coming.InterfaceId} is {coming.State} on {instance}"),
            { Free: [] } none => new ActionMove.Wait(
                StepFacts.LookAgain,
                $"no interface is free for {instance}: {none.Words ?? "the pool is empty"}"),
            { } seen => new ActionMove.Perform(
                new Change.AttachInterface(instance, Choose(context, seen.Free, instance), seen.NextDevice),
                $"{instance} gets an interface before it serves"),
        };
    }
}
