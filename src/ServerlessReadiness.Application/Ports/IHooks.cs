using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Lifecycle hooks of Auto Scaling groups. A change is one attempt, never more.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IHooks
{
    /// <summary>The group's hooks.</summary>
    Task<IReadOnlyList<HookTerms>> ReadAsync(Resource.AutoScalingGroup group, CancellationToken cancellationToken);

    /// <returns>The instance's lifecycle state, or <see cref="WaitingFacts.Gone"/> when no group has it.</returns>
    Task<string> ReadStateAsync(Location location, InstanceId instance, CancellationToken cancellationToken);

    /// <summary>Ends a wait. One that is over already is done, not an error.</summary>
    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.CompleteHook change,
        CancellationToken cancellationToken);

    /// <summary>Extends a wait.</summary>
    /// <exception cref="PortException">Refused when the instance waits no more.</exception>
    Task PerformAsync(Resource.AutoScalingGroup group, Change.BeatHook change, CancellationToken cancellationToken);
}
