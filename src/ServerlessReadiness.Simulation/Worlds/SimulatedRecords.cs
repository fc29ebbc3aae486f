using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// The records of one name with a health check at each endpoint. What is edited is read back at once and answered once
/// it is in sync; an endpoint in which nothing serves for as long as three checks take is answered no more, unless none
/// is left.
/// </summary>
internal sealed class SimulatedRecords
{
    /// <summary>All shares of an answer together.</summary>
    public const long Whole = 1_000_000;

    private const int WeightMax = 255;
    private const long UnhealthyAfterMs = 30 * Instant.SecondMs;

    /// <summary>Until all health checkers know of an edit of their check.</summary>
    private const long CheckEditMs = 15 * Instant.SecondMs;

    private readonly DnsPolicy _policy;
    private readonly SimulatedChance? _chance;
    private readonly long[] _downSinceMs;
    private readonly bool[] _isDown;
    private readonly HealthCheck?[] _checks;
    private readonly List<(string Receipt, long SyncMs, List<DnsRecord> Records)> _edits = [];
    private readonly long[] _shares;
    private List<DnsRecord> _records;
    private List<DnsRecord> _answered;

    public SimulatedRecords(
        DnsPolicy policy,
        IReadOnlyList<DnsTarget> targets,
        long ttlMs,
        SimulatedChance? chance)
    {
        (_policy, Targets, _chance) = (policy, targets, chance);
        _downSinceMs = [.. targets.Select(_ => long.MaxValue)];
        _isDown = new bool[targets.Count];
        _checks =
        [
            .. targets.Select((t, i) => t.IsPage
                ? null
                : new HealthCheck(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{i + 1:x12}"))),
        ];
        _records = [.. targets.Select((t, i) => Record(t, i, ttlMs)).OrderBy(r => r.SetIdentifier, StringComparer.Ordinal)];
        _answered = _records;
        AtStart = EquatableList.From(_records);
        _shares = new long[targets.Count];
        Answer(_answered, IsHealthy, _shares);
    }

    public IReadOnlyList<DnsTarget> Targets { get; }

    /// <summary>As they were before anybody touched them.</summary>
    public EquatableList<DnsRecord> AtStart { get; }

    public EquatableList<DnsRecord> Records => EquatableList.From(_records);

    /// <summary>What the name servers answer, in shares of <see cref="Whole"/> by target.</summary>
    public ReadOnlySpan<long> Shares => _shares;

    public bool IsAnyInverted => _checks.Any(c => c is { Inverted: true });

    /// <summary>Requests for the name in the last tick.</summary>
    public long Offered { get; set; }

    /// <summary>Of a name that no component stands for: nobody edits it.</summary>
    public static SimulatedRecords Fixed(IReadOnlyList<(WorldComponent Component, int Weight)> records) => new(
        DnsPolicy.Weighted,
        [.. records.Select(r => new DnsTarget(r.Component.Plan.Name.Value, r.Component, IsPage: false, r.Weight))],
        0,
        null);

    public RecordsSnapshot SnapshotAt(long nowMs)
    {
        Settle(nowMs);
        return new RecordsSnapshot(
            EquatableList.From(_records),
            EquatableList.From(Enumerable.Range(0, Targets.Count)
                .Where(i => _checks[i] is not null)
                .Select(i => new HealthCheckView(
                    _checks[i]!.Id,
                    _checks[i]!.Inverted,
                    _checks[i]!.Version,
                    IsHealthy(i)))));
    }

    /// <returns>The receipt.</returns>
    public string Set(EquatableList<DnsRecord> from, EquatableList<DnsRecord> to, long nowMs)
    {
        Settle(nowMs);
        if (from.FirstOrDefault(f => !_records.Contains(f)) is { } changed)
        {
            throw Refused($"the record {changed} is not there as it was read");
        }

        if (to.FirstOrDefault(t => t.Weight is < 0 or > WeightMax) is { } heavy)
        {
            throw Refused($"the weight of {heavy} is not between 0 and {WeightMax}");
        }

        var next = _records.Where(r => !from.Contains(r)).Concat(to).ToList();
        if (next.Count == 0 || next.DistinctBy(r => r.SetIdentifier).Count() < next.Count)
        {
            throw Refused("the batch leaves no record, or two of one set identifier");
        }

        _records = [.. next.OrderBy(r => r.SetIdentifier, StringComparer.Ordinal)];
        var receipt = string.Create(CultureInfo.InvariantCulture, $"C{_edits.Count + 1:d13}");
        var lagMs = _chance?.Between(8 * Instant.SecondMs, 55 * Instant.SecondMs) ?? 0;

        // Name servers take edits in their order.
        var syncMs = Math.Max(nowMs + lagMs, _edits.Count > 0 ? _edits[^1].SyncMs : 0);
        _edits.Add((receipt, syncMs, _records));
        return receipt;
    }

    public ReceiptSnapshot ReceiptAt(string receipt, long nowMs)
    {
        var (known, syncMs, _) = _edits.Find(e => e.Receipt == receipt);
        return known is null ? throw SimulatedAccount.Missing($"change {receipt}")
            : nowMs >= syncMs ? new ReceiptSnapshot(receipt, ReceiptState.Done, "INSYNC")
            : new ReceiptSnapshot(receipt, ReceiptState.Pending, "PENDING");
    }

    public void Invert(string id, bool to, long version, long nowMs)
    {
        var check = Array.Find(_checks, c => c?.Id == id) ?? throw SimulatedAccount.Missing($"health check {id}");
        if (check.Version != version)
        {
            throw Refused($"health check {id} has version {check.Version}, not {version}");
        }

        (check.Inverted, check.Version, check.KnownMs) = (to, version + 1, nowMs + CheckEditMs);
    }

    /// <summary>Someone puts the records back to what their template says; the health checks too.</summary>
    public void ResetFromOutside(long nowMs)
    {
        if (!_records.SequenceEqual(AtStart))
        {
            Set(EquatableList.From(_records), AtStart, nowMs);
        }

        foreach (var check in _checks.Where(c => c is { Inverted: true }))
        {
            Invert(check!.Id, to: false, check.Version, nowMs);
        }
    }

    public void Settle(long nowMs)
    {
        var isOther = false;
        foreach (var (_, syncMs, records) in _edits)
        {
            if (syncMs > nowMs)
            {
                break;
            }

            isOther |= !ReferenceEquals(_answered, records);
            _answered = records;
        }

        for (var i = 0; i < Targets.Count; i++)
        {
            _downSinceMs[i] = Targets[i].Serves ? long.MaxValue : Math.Min(_downSinceMs[i], nowMs);
            var isDown = _downSinceMs[i] != long.MaxValue && nowMs >= _downSinceMs[i] + UnhealthyAfterMs;
            isOther |= isDown != _isDown[i];
            _isDown[i] = isDown;
            if (_checks[i] is { } check && nowMs >= check.KnownMs && check.InForce != check.Inverted)
            {
                (check.InForce, isOther) = (check.Inverted, true);
            }
        }

        if (isOther)
        {
            Answer(_answered, IsHealthy, _shares);
        }
    }

    /// <summary>What they will answer once all edits are in sync, with what the checks say now.</summary>
    public long[] SharesOnceInSync()
    {
        var shares = new long[Targets.Count];
        Answer(_records, i => _checks[i] is not { } check || (_isDown[i] == check.Inverted), shares);
        return shares;
    }

    private void Answer(List<DnsRecord> records, Func<int, bool> isHealthy, Span<long> shares)
    {
        Span<long> weights = stackalloc long[shares.Length];
        var (usable, present) = (0L, 0L);
        for (var i = 0; i < shares.Length; i++)
        {
            weights[i] = WeightOf(records, i, isHealthy);
            present += weights[i];
            usable += isHealthy(i) ? weights[i] : 0;
        }

        var healthyIdle = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            healthyIdle += weights[i] == 0 && IsThere(records, i) && isHealthy(i) ? 1 : 0;
        }

        for (var i = 0; i < shares.Length; i++)
        {
            // None healthy of those with a weight: those of weight zero; none at all: all, as if each were healthy.
            shares[i] = usable > 0 ? (isHealthy(i) ? weights[i] * Whole / usable : 0)
                : healthyIdle > 0 && _policy == DnsPolicy.Weighted
                    ? (weights[i] == 0 && IsThere(records, i) && isHealthy(i) ? Whole / healthyIdle : 0)
                : present > 0 ? weights[i] * Whole / present
                : Whole / shares.Length;
        }
    }

    private bool IsThere(List<DnsRecord> records, int index) =>
        records.Exists(r => r.SetIdentifier == Targets[index].Set);

    private long WeightOf(List<DnsRecord> records, int index, Func<int, bool> isHealthy)
    {
        if (records.Find(r => r.SetIdentifier == Targets[index].Set) is not { } record)
        {
            return 0;
        }

        if (_policy != DnsPolicy.Failover)
        {
            return record.Weight ?? Targets[index].Weight;
        }

        // The secondary is answered only while the primary is not healthy.
        var primary = 0;
        for (var i = 0; i < Targets.Count; i++)
        {
            primary = records.Find(r => r.SetIdentifier == Targets[i].Set)?.Failover == "PRIMARY" ? i : primary;
        }

        return (index == primary) == isHealthy(primary) ? 1 : 0;
    }

    private bool IsHealthy(int index) => _checks[index] is not { } check || _isDown[index] == check.InForce;

    private DnsRecord Record(DnsTarget target, int index, long ttlMs) => new(
        target.Set,
        TimeSpan.FromMilliseconds(ttlMs),
        [string.Create(CultureInfo.InvariantCulture, $"198.51.100.{index + 1}")])
    {
        Weight = _policy == DnsPolicy.Weighted ? target.Weight : null,
        Failover = _policy != DnsPolicy.Failover ? null : index == 0 ? "PRIMARY" : "SECONDARY",
        LatencyRegion = _policy == DnsPolicy.Latency ? target.Component?.Plan.Resource.Region ?? "us-east-1" : null,
        HealthCheckId = _checks[index]?.Id,
    };

    private static PortException Refused(string cause) => new(
        PortFailure.Refused,
        $"The simulated name servers: {cause}. Look at the present records, then decide again.");

    private sealed class HealthCheck(string id)
    {
        public string Id => id;

        public bool Inverted { get; set; }

        public long Version { get; set; } = 1;

        /// <summary>When the checkers know of the newest edit.</summary>
        public long KnownMs { get; set; }

        public bool InForce { get; set; }
    }
}
