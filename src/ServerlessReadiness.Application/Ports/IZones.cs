using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Availability Zones of groups and load balancers, and the ways out of one.</summary>
/// <remarks>The resource is a listener or an Auto Scaling group. Every method throws <see cref="PortException"/>.
/// </remarks>
public interface IZones
{
    Task<ZonesSnapshot> ReadAsync(Resource resource, CancellationToken cancellationToken);

    Task PerformAsync(Resource resource, Change.StartZonalShift change, CancellationToken cancellationToken);

    Task PerformAsync(Resource resource, Change.CancelZonalShift change, CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupSubnets change,
        CancellationToken cancellationToken);
}
