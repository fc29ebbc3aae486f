using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Rules of load balancers' listeners.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IListeners
{
    Task<ListenerSnapshot> ReadAsync(Resource.Listener listener, CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.Listener listener,
        Change.CreateListenerRule change,
        CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.Listener listener,
        Change.DeleteListenerRule change,
        CancellationToken cancellationToken);
}
