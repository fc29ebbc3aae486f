using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Instances that wait in lifecycle hooks, and what hangs on them.</summary>
internal sealed partial class SimulatedPorts : IHooks, IAttachments
{
    Task<IReadOnlyList<HookTerms>> IHooks.ReadAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken) => ReadAsync(group.Label, () => GroupOf(group).Hooks);

    public Task<string> ReadStateAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken) => ReadAsync("instance", () =>
    {
        var (machine, group) = account.Require(instance);
        group?.Settle(scheduler.NowMs);
        return machine.IsGoneAt(scheduler.NowMs) ? WaitingFacts.Gone : machine.Lifecycle;
    });

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.CompleteHook change,
        CancellationToken cancellationToken) => HookAsync(change, () =>
        GroupOf(group).Complete(change.Hook, change.Instance, change.Token, change.Abandon, scheduler.NowMs));

    /// <summary>Extends a wait and changes nothing else, so it is announced by nobody.</summary>
    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.BeatHook change,
        CancellationToken cancellationToken) => gate.CallAsync(
        CallKind.Effect,
        change.Describe(),
        () => GroupOf(group).Beat(change.Hook, change.Instance, change.Token, scheduler.NowMs));

    public Task<InterfacesSnapshot> ReadInterfacesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken) =>
        ReadAsync("interfaces", () => account.Attachments.Interfaces(instance));

    public Task<AddressesSnapshot> ReadAddressesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken) =>
        ReadAsync("addresses", () => account.Attachments.Addresses(instance));

    public Task<EquatableList<SettingValue>> ReadTagsAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken) => ReadAsync("tags", () => account.Attachments.Tags(instance));

    public Task<EquatableList<TargetHealth>> ReadTargetsAsync(
        Location location,
        InstanceId instance,
        EquatableList<string> targetGroups,
        CancellationToken cancellationToken) => ReadAsync("targets", () => EquatableList.From(targetGroups.Select(g =>
        account.Attachments.Target(account.Require(instance).Machine, g, scheduler.NowMs))));

    public Task<CommandSnapshot> ReadCommandAsync(
        Location location,
        InstanceId instance,
        string token,
        CancellationToken cancellationToken) =>
        ReadAsync("command", () => account.Attachments.Command(token, scheduler.NowMs));

    public Task PerformAsync(Location location, Change.AttachInterface change, CancellationToken cancellationToken) =>
        HookAsync(change, () => Taken(account.Attachments.TakeInterface(change.InterfaceId, change.Instance), change));

    public Task PerformAsync(Location location, Change.DetachInterface change, CancellationToken cancellationToken) =>
        HookAsync(change, () => account.Attachments.Detach(change.InterfaceId));

    public Task PerformAsync(Location location, Change.AssociateAddress change, CancellationToken cancellationToken) =>
        HookAsync(change, () => Taken(account.Attachments.TakeAddress(change.AllocationId, change.Instance), change));

    public Task PerformAsync(Location location, Change.TagInstance change, CancellationToken cancellationToken) =>
        HookAsync(change, () => account.Attachments.Tag(change.Instance, change.Tags));

    public Task PerformAsync(Location location, Change.RegisterTarget change, CancellationToken cancellationToken) =>
        HookAsync(change, () =>
            account.Attachments.Register(change.Instance, change.TargetGroup, scheduler.NowMs));

    public Task PerformAsync(Location location, Change.DeregisterTarget change, CancellationToken cancellationToken) =>
        HookAsync(change, () =>
            account.Attachments.Deregister(change.Instance, change.TargetGroup, scheduler.NowMs));

    public Task PerformAsync(Location location, Change.SendCommand change, CancellationToken cancellationToken) =>
        HookAsync(change, () => account.Attachments.Send(change.Token, scheduler.NowMs));

    /// <summary>A change of one instance that serves nobody: no component's capacity or lease is concerned.</summary>
    private Task<bool> HookAsync(Change change, Action act) => ChangeAsync(change, () => null, act);

    private static void Taken(bool isOurs, Change change)
    {
        if (!isOurs)
        {
            throw new PortException(
                PortFailure.Refused,
                $"Could not {change.Describe()} in the simulated account: another has it; take one that is free.");
        }
    }
}
