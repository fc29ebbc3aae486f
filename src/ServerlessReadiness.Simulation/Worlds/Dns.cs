using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// A stream's weighted records with evaluated target health: a target in which nothing serves for as long as three
/// checks take is answered no more, unless none is left. Clients follow over the time to live.
/// </summary>
internal sealed class Dns(IReadOnlyList<(WorldComponent Component, int Weight)> records, long ttlMs)
{
    private const long UnhealthyAfterMs = 30 * Instant.SecondMs;

    private readonly long[] _downSinceMs = [.. records.Select(_ => long.MaxValue)];

    /// <summary>What clients use now, in thousandths of the weights.</summary>
    private readonly long[] _used = [.. records.Select(r => r.Weight * 1000L)];

    public int Count => records.Count;

    public WorldComponent Target(int index) => records[index].Component;

    public void Settle(long nowMs, long tickMs)
    {
        var healthy = 0;
        for (var i = 0; i < records.Count; i++)
        {
            var serves = records[i].Component is { Units.Serving: > 0 } or { IsLimited: false };
            _downSinceMs[i] = serves ? long.MaxValue : Math.Min(_downSinceMs[i], nowMs);
            healthy += records[i].Weight > 0 && !IsDown(i, nowMs) ? 1 : 0;
        }

        for (var i = 0; i < records.Count; i++)
        {
            var answered = healthy > 0 && IsDown(i, nowMs) ? 0 : records[i].Weight * 1000L;
            var step = ttlMs <= tickMs ? long.MaxValue : Math.Max(1, records[i].Weight * 1000L * tickMs / ttlMs);
            _used[i] = answered > _used[i]
                ? Math.Min(answered, step == long.MaxValue ? answered : _used[i] + step)
                : Math.Max(answered, step == long.MaxValue ? answered : _used[i] - step);
        }
    }

    /// <summary>Shares requests out; what the division leaves goes to the first.</summary>
    public void Share(long requests)
    {
        var sum = _used.Sum();
        var left = requests;
        for (var i = records.Count - 1; i >= 0; i--)
        {
            // Route 53 with all weights zero answers with all records alike.
            var share = i == 0 ? left : sum == 0 ? requests / records.Count : requests * _used[i] / sum;
            records[i].Component.Offered += share;
            left -= share;
        }
    }

    private bool IsDown(int index, long nowMs) =>
        _downSinceMs[index] != long.MaxValue && nowMs >= _downSinceMs[index] + UnhealthyAfterMs;
}
