using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Resources that are scaled by a setting: databases, volumes, tables. A change is one attempt.</summary>
public interface ISettings
{
    /// <exception cref="PortException">NotFound when there is no such resource.</exception>
    Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken);

    /// <summary>Sets what differs, at once rather than in the service's own maintenance window.</summary>
    Task PerformAsync(Resource.Setting resource, Change.SetSettings change, CancellationToken cancellationToken);
}
