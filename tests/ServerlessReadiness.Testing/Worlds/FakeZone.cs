using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// The records of one name in a hosted zone, as Route 53 is believed to treat them: a batch is all or nothing and only
/// on exactly what it names, it is pending for a while, and a health check is changed by its version. Not thread-safe.
/// </summary>
public sealed class FakeZone(EquatableList<DnsRecord> records, EquatableList<HealthCheckView> checks)
{
    private const int WeightMax = 255;
    private readonly Dictionary<string, DateTimeOffset> _accepted = new(StringComparer.Ordinal);

    public EquatableList<DnsRecord> Records { get; set; } = records;

    public EquatableList<HealthCheckView> HealthChecks { get; set; } = checks;

    /// <summary>How long an accepted batch is pending.</summary>
    public TimeSpan SyncTakes { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The newest accepted batch.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>The records after each batch, with its instant.</summary>
    public IList<(DateTimeOffset At, EquatableList<DnsRecord> Records)> History { get; } = [];

    public string Weights => string.Join(", ", Records);

    public RecordsSnapshot Snapshot() => new(Records, HealthChecks);

    public ReceiptSnapshot Ask(string receipt, DateTimeOffset now) => !_accepted.TryGetValue(receipt, out var since)
        ? throw new PortException(PortFailure.NotFound, $"There is no change {receipt}; it is older than a day.")
        : now >= since + SyncTakes
            ? new ReceiptSnapshot(receipt, ReceiptState.Done, "INSYNC")
            : new ReceiptSnapshot(receipt, ReceiptState.Pending, "PENDING");

    /// <summary>Makes the change, or says why the service refuses it.</summary>
    public string? Perform(Change change, DateTimeOffset now)
    {
        switch (change)
        {
            case Change.SetRecords c when c.From.FirstOrDefault(f => !Records.Contains(f)) is { } other:
                return $"record {other} is not there with these values";
            case Change.SetRecords c when c.To.Any(t => t.Weight is < 0 or > WeightMax):
                return $"a weight is outside 0 to {WeightMax}";
            case Change.SetRecords c:
                // A name has its records once each, so one that is not replaced must not be created.
                var kept = Records.Where(r => !c.From.Contains(r)).ToList();
                if (kept.Exists(k => c.To.Any(t => t.SetIdentifier == k.SetIdentifier)))
                {
                    return "a record of that set identifier exists";
                }

                Records = EquatableList.From(kept.Concat(c.To).OrderBy(r => r.SetIdentifier, StringComparer.Ordinal));
                History.Add((now, Records));
                Receipt = $"C{History.Count.ToString("D4", CultureInfo.InvariantCulture)}";
                _accepted[Receipt] = now;
                return null;
            case Change.InvertHealthCheck c when HealthChecks.All(h => h.Id != c.HealthCheckId):
                return $"there is no health check {c.HealthCheckId}";
            case Change.InvertHealthCheck c when HealthChecks.Any(h => h.Id == c.HealthCheckId && h.Version != c.Version):
                return $"health check {c.HealthCheckId} has another version";
            case Change.InvertHealthCheck c:
                HealthChecks = EquatableList.From(HealthChecks.Select(h => h.Id == c.HealthCheckId
                    ? h with { Inverted = c.To, Version = h.Version + 1, Healthy = !c.To }
                    : h));
                return null;
            default:
                return $"a zone cannot {change.Describe()}";
        }
    }
}
