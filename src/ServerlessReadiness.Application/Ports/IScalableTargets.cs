using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Whatever Application Auto Scaling scales. A change is one attempt, never more.</summary>
public interface IScalableTargets
{
    /// <exception cref="PortException">NotFound when the target is not registered.</exception>
    Task<TargetSnapshot> ReadAsync(Resource.ScalableTarget target, CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.ScalableTarget target,
        Change.SetTargetBounds change,
        CancellationToken cancellationToken);
}
