using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Application.Ports;

/// <summary>EC2 instances. A change is one attempt, never more.</summary>
public interface IInstances
{
    /// <exception cref="PortException">NotFound when there is no such instance.</exception>
    Task<InstanceSnapshot> ReadAsync(Location location, InstanceId instance, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.RebootInstance change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.StopInstance change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.StartInstance change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.SetSecurityGroups change, CancellationToken cancellationToken);
}
