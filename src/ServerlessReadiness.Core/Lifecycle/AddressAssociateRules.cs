using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Gives the instance an Elastic IP address that nothing else has; never takes one away from another.</summary>
public sealed class AddressAssociateRules : HookRules<StepAction.AddressAssociate>
{
    public override string Name => ActionNames.AddressAssociate;

    protected override ActionMove Next(
        StepContext context,
        StepAction.AddressAssociate action,
        InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Seen.Waiting?.Addresses switch
        {
            null => context.Blind($"the addresses of {instance}"),
            { Associated: [var has, ..] } => new ActionMove.Done($"{instance} has address {has}"),
            { Free: [] } none => new ActionMove.Wait(
                StepFacts.LookAgain,
                $"no address is free for {instance}: {none.Words ?? "the pool is empty"}"),
            { } seen => new ActionMove.Perform(
                new Change.AssociateAddress(instance, Choose(context, seen.Free, instance)),
                $"{instance} gets an address before it serves"),
        };
    }
}
