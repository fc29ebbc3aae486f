using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

public sealed partial class WorldReader
{
    /// <summary>
    /// The observation with what the run's step asks of the instance that waits; the same when it asks nothing.
    /// </summary>
    public async Task<Observation> WithWaitingAsync(
        Component component,
        Run run,
        ObservationNeeds needs,
        Observation seen,
        CancellationToken cancellationToken)
    {
        var step = run.Steps.FirstOrDefault(s => s.State is StepState.Running)
            ?? run.Steps.FirstOrDefault(s => s.State is StepState.Pending);
        if (!needs.HasFlag(ObservationNeeds.Waiting) || step is null || run.Instance is not { } instance
            || run.Trigger is not RunTrigger.ByHook hook)
        {
            return seen;
        }

        try
        {
            return seen with
            {
                Waiting = await ReadWaitingAsync(
                    Location.Of(component.Resource),
                    instance,
                    run,
                    step,
                    hook,
                    cancellationToken),
            };
        }
        catch (PortException e)
        {
            return seen with
            {
                Unreadable = e.Message,
                IsHopeless = e.Failure is PortFailure.NotFound or PortFailure.Denied,
            };
        }
    }

    private async Task<WaitingFacts> ReadWaitingAsync(
        Location location,
        InstanceId instance,
        Run run,
        StepRecord step,
        RunTrigger.ByHook hook,
        CancellationToken ct) => step.Step.Do switch
    {
        StepAction.InterfaceAttach a when PickInterface(a.Pool, hook, a.Subnet) is { } pick => new WaitingFacts(
            Interfaces: await world.Attachments.ReadInterfacesAsync(location, instance, pick, ct)),
        StepAction.InterfaceDetach a when PickInterface(a.Pool, hook, null) is { } pick => new WaitingFacts(
            Interfaces: await world.Attachments.ReadInterfacesAsync(location, instance, pick, ct)),
        StepAction.AddressAssociate a when PickAddress(a, hook) is { } pick => new WaitingFacts(
            Addresses: await world.Attachments.ReadAddressesAsync(location, instance, pick, ct)),
        StepAction.InterfaceAttach or StepAction.InterfaceDetach => throw Unnamed(
            hook,
            $"neither a pool nor the metadata's {HookMetadata.InterfaceKey} names an interface"),
        StepAction.AddressAssociate => throw Unnamed(
            hook,
            $"neither a pool nor the metadata's {HookMetadata.AddressKey} names an address"),
        StepAction.InstanceTag => new WaitingFacts(
            Tags: await world.Attachments.ReadTagsAsync(location, instance, ct)),
        StepAction.TargetsHealthy a => new WaitingFacts(
            Targets: await world.Attachments.ReadTargetsAsync(location, instance, a.TargetGroups, ct)),
        StepAction.TargetsDeregister a => new WaitingFacts(
            Targets: await world.Attachments.ReadTargetsAsync(location, instance, a.TargetGroups, ct)),
        StepAction.CommandRun => new WaitingFacts(
            Command: await world.Attachments.ReadCommandAsync(
                location,
                instance,
                CommandRunRules.TokenOf(run, step.Step),
                ct)),

        // Where it stands matters only to tell whether a completion of unknown outcome happened.
        StepAction.HookComplete when step.Effects is [.., { State: EffectState.Started }] => new WaitingFacts(
            LifecycleState: await world.Hooks.ReadStateAsync(location, instance, ct)),
        _ => new WaitingFacts(),
    };

    private static PoolPick? PickInterface(SettingValue? pool, RunTrigger.ByHook hook, string? subnet) =>
        pool is not null ? new PoolPick(null, pool, subnet)
        : HookMetadata.Find(hook.Metadata, HookMetadata.InterfaceKey, "eni-") is { } id ? new PoolPick(id, null, subnet)
        : null;

    private static PoolPick? PickAddress(StepAction.AddressAssociate action, RunTrigger.ByHook hook) =>
        action.AllocationId is { } given ? new PoolPick(given, null)
        : action.Pool is { } pool ? new PoolPick(null, pool)
        : HookMetadata.Find(hook.Metadata, HookMetadata.AddressKey, "eipalloc-") is { } id ? new PoolPick(id, null)
        : null;

    private static PortException Unnamed(RunTrigger.ByHook hook, string why) => new(
        PortFailure.NotFound,
        $"Hook {hook.Hook}: {why}; give the step a pool, or the hook metadata.");
}
