using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Ports;

internal sealed partial class SimulatedPorts
{
    /// <summary>A reboot is half of a boot.</summary>
    private const long RebootMs = 45_000;

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupBounds change,
        CancellationToken cancellationToken) => DoAsync(group, change, (g, now) => g.SetBounds(change.To, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupDesired change,
        CancellationToken cancellationToken) => DoAsync(group, change, (g, now) => g.SetDesired(change.To, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.TerminateMember change,
        CancellationToken cancellationToken) =>
        DoAsync(group, change, (g, now) => g.Terminate(change.Instance, change.LowerDesired, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.EnterStandby change,
        CancellationToken cancellationToken) =>
        DoAsync(group, change, (g, now) => g.EnterStandby(change.Instance, change.LowerDesired, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.ExitStandby change,
        CancellationToken cancellationToken) =>
        DoAsync(group, change, (g, now) => g.ExitStandby(change.Instance, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.MarkUnhealthy change,
        CancellationToken cancellationToken) =>
        DoAsync(group, change, (g, now) => g.MarkUnhealthy(change.Instance, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.PutScheduledAction change,
        CancellationToken cancellationToken) => DoAsync(group, change, (g, now) => g.Arm(change.Floor, now));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.DeleteScheduledAction change,
        CancellationToken cancellationToken) => DoAsync(group, change, (g, now) => g.Disarm(change.Name, now));

    public Task PerformAsync(
        Resource.ScalableTarget target,
        Change.SetTargetBounds change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(target),
        () => TargetOf(target).SetBounds(change.To, scheduler.NowMs));

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(resource),
        () => SettingOf(resource).Set(change.To, scheduler.NowMs));

    public Task PerformAsync(
        Location location,
        Change.RebootInstance change,
        CancellationToken cancellationToken) =>
        DoAsync(change.Instance, change, (machine, now) => machine.Reboot(RebootMs, now));

    public Task PerformAsync(Location location, Change.StopInstance change, CancellationToken cancellationToken) =>
        DoAsync(change.Instance, change, (machine, now) => machine.Stop(now));

    public Task PerformAsync(Location location, Change.StartInstance change, CancellationToken cancellationToken) =>
        DoAsync(change.Instance, change, (machine, now) =>
        {
            if (machine.StateAt(now) != "stopped")
            {
                throw new PortException(
                    PortFailure.Refused,
                    $"{change.Instance} of the simulated account is {machine.StateAt(now)}, not stopped; look again.");
            }

            machine.Start(2 * RebootMs, now);
        });

    public Task PerformAsync(
        Location location,
        Change.SetSecurityGroups change,
        CancellationToken cancellationToken) =>
        DoAsync(change.Instance, change, (machine, _) => machine.SecurityGroups = change.To);

    public Task PublishAsync(Change.Publish message, CancellationToken cancellationToken) =>
        ChangeAsync(message, () => null, () => { });

    private Task<bool> DoAsync(Resource.AutoScalingGroup group, Change change, Action<SimulatedGroup, long> act) =>
        ChangeAsync(change, () => account.Require(group), () => act(GroupOf(group), scheduler.NowMs));

    private Task<bool> DoAsync(InstanceId instance, Change change, Action<Machine, long> act) => ChangeAsync(
        change,
        () => account.OwnerOf(instance),
        () =>
        {
            var (machine, group) = account.Require(instance);
            group?.Settle(scheduler.NowMs);
            act(machine, scheduler.NowMs);
            group?.Changed(scheduler.NowMs);
        });

    private Task<bool> ChangeAsync(Change change, Func<WorldComponent?> meant, Action act) => ChangeAsync(
        change,
        meant,
        () =>
        {
            act();
            return true;
        });

    private Task<T> ChangeAsync<T>(Change change, Func<WorldComponent?> meant, Func<T> act)
    {
        // The call may arrive after its process has gone on to something else.
        var intent = gate.Instance.LastIntent;
        var sentMs = scheduler.NowMs;
        return gate.CallAsync(
            CallKind.Effect,
            change.Describe(),
            () =>
            {
                var component = meant();
                component?.Units.Settle(scheduler.NowMs);
                var seen = new ChangeSeen(change, component, intent, gate.Instance.Name, sentMs);
                witness.Changes(seen);
                var answer = act();
                witness.Changed(seen);
                return answer;
            });
    }
}
