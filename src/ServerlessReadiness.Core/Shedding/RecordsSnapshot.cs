namespace ServerlessReadiness.Core.Shedding;


/// <summary>The records of one name and type, and the health checks behind them, as read just now.</summary>
/// <param name="Records">All of them, by set identifier.</param>
/// <param name="HealthChecks">Those that the records name.</param>
public sealed record RecordsSnapshot(EquatableList<DnsRecord> Records, EquatableList<HealthCheckView> HealthChecks)
{
    public DnsRecord? Find(string setIdentifier) =>
        Records.FirstOrDefault(r => string.Equals(r.SetIdentifier, setIdentifier, StringComparison.Ordinal));

    public HealthCheckView? HealthOf(DnsRecord record) => record?.HealthCheckId is { } id
        ? HealthChecks.FirstOrDefault(h => h.Id == id)
        : null;
}
