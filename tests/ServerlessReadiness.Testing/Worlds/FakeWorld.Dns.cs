using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

public sealed partial class FakeWorld
{
    private readonly Dictionary<string, FakeZone> _zones = new(StringComparer.Ordinal);

    public FakeZone AddZone(
        Resource.DnsRecords resource,
        EquatableList<DnsRecord> records,
        EquatableList<HealthCheckView>? checks = null)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var zone = new FakeZone(records, checks ?? []);
        _zones.Add(resource.Key, zone);
        return zone;
    }

    internal FakeZone Zone(string key) => _zones.GetValueOrDefault(key) ?? throw NotFound($"hosted zone of {key}");
}
