using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>What stands in front of the fleet, as moto named it.</summary>
internal sealed record TrafficWorld(
    Resource.Listener Listener,
    Resource.DnsRecords Records,
    Resource.Setting Features)
{
    public IReadOnlyList<Resource> All => [Listener, Records, Features];
}
