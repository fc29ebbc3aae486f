namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>The clients of a name: they follow what its name servers answer over the time to live.</summary>
internal sealed class Dns
{
    private readonly SimulatedRecords _records;
    private readonly long _ttlMs;

    /// <summary>What the name servers answer now, what clients use now, and by how much that moves in a tick.</summary>
    private readonly long[] _answered;
    private readonly long[] _used;
    private readonly long[] _step;

    public Dns(SimulatedRecords records, long ttlMs)
    {
        (_records, _ttlMs) = (records, ttlMs);
        _answered = records.Shares.ToArray();
        _used = [.. _answered];
        _step = new long[_used.Length];
    }

    /// <summary>Weighted records of a name that no component of the plan stands for.</summary>
    public Dns(IReadOnlyList<(WorldComponent Component, int Weight)> records, long ttlMs)
        : this(SimulatedRecords.Fixed(records), ttlMs)
    {
    }

    public IReadOnlyList<DnsTarget> Targets => _records.Targets;

    public void Settle(long nowMs, long tickMs)
    {
        _records.Settle(nowMs);
        if (!_records.Shares.SequenceEqual(_answered))
        {
            _records.Shares.CopyTo(_answered);
            for (var i = 0; i < _step.Length; i++)
            {
                var distance = Math.Abs(_answered[i] - _used[i]);
                _step[i] = _ttlMs <= tickMs ? distance : Math.Max(1, distance * tickMs / _ttlMs);
            }
        }

        for (var i = 0; i < _used.Length; i++)
        {
            _used[i] = _answered[i] > _used[i]
                ? Math.Min(_answered[i], _used[i] + _step[i])
                : Math.Max(_answered[i], _used[i] - _step[i]);
        }
    }

    /// <summary>Shares requests out; what the division leaves goes to the first that gets any.</summary>
    /// <returns>Those that reach a static site, and those that reach what the plan does not know.</returns>
    public (long Page, long Elsewhere) Share(long requests)
    {
        var sum = _used.Sum();
        var first = Math.Max(0, Array.FindIndex(_used, u => u > 0));
        var left = requests;
        var (page, elsewhere) = (0L, 0L);
        for (var i = _used.Length - 1; i >= 0; i--)
        {
            var share = i == first ? 0 : requests * _used[i] / sum;
            left -= share;
            Give(i, share);
        }

        Give(first, left);
        _records.Offered = requests;
        return (page, elsewhere);

        void Give(int index, long share)
        {
            var target = Targets[index];
            if (target.IsPage)
            {
                page += share;
            }
            else if (target.Component is { } component)
            {
                component.Arrived += share;
            }
            else
            {
                elsewhere += share;
            }
        }
    }
}
