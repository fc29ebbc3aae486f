using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws;

/// <summary>Databases, volumes and tables.</summary>
public sealed class AwsSettings(AwsClients clients) : ISettings
{
    public Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken) =>
        throw new PortException(PortFailure.Refused, $"{clients.GetHashCode()} cannot read {resource.Label} yet.");

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken) =>
        throw new PortException(PortFailure.Refused, $"{clients.GetHashCode()} cannot change {resource.Label} yet.");
}
