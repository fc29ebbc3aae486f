using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// What Application Auto Scaling scales: units in zones without names of their own. A smaller maximum ends units at
/// once, as a narrow RegisterScalableTarget does.
/// </summary>
internal sealed class SimulatedTarget : Units
{
    private const long LaunchRetryMs = 30_000;

    private readonly string _label;
    private readonly Boots _boots;
    private readonly Conditions _conditions;
    private readonly int[] _serving;
    private readonly List<(long ReadyMs, int Zone, int Count)> _starting = [];
    private Bounds _bounds;
    private int _desired;
    private long _nextMs;
    private long _retryMs;

    public SimulatedTarget(string label, Bounds bounds, int desired, int zones, Boots boots, Conditions conditions)
    {
        (_label, _bounds, _desired, _boots, _conditions) = (label, bounds, desired, boots, conditions);
        _serving = new int[zones];
        for (var i = 0; i < desired; i++)
        {
            _serving[i % zones]++;
        }
    }

    public override int Serving => _conditions.AwayMask == 0
        ? _serving.Sum()
        : _serving.Where((_, zone) => !_conditions.IsAway(zone)).Sum();

    public override int Billed => _serving.Sum() + _starting.Sum(s => s.Count);

    public override Bounds Bounds => _bounds;

    public override int Desired => _desired;

    public string? Trouble { get; private set; }

    public TargetSnapshot SnapshotAt(long nowMs)
    {
        Settle(nowMs);
        return new TargetSnapshot(_bounds, ScalingOutSuspended: false, Trouble);
    }

    public void SetBounds(Bounds bounds, long nowMs)
    {
        if (bounds.Minimum < 0 || bounds.Minimum > bounds.Maximum)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{_label} of the simulated account: the minimum of {bounds.Minimum} is not between 0 and the maximum "
                + $"of {bounds.Maximum}. Look at its present state, then decide again.");
        }

        _bounds = bounds;
        ScaleTo(_desired, nowMs);
    }

    public override void SetBoundsFromOutside(Bounds bounds, long nowMs) => SetBounds(bounds, nowMs);

    public override void ScaleTo(int desired, long nowMs)
    {
        _desired = Math.Clamp(desired, _bounds.Minimum, _bounds.Maximum);
        _nextMs = nowMs;
        Settle(nowMs);
    }

    public override void LoseZone(int zone, long nowMs)
    {
        _serving[zone % _serving.Length] = 0;
        _starting.RemoveAll(s => s.Zone == zone % _serving.Length);
        _nextMs = nowMs;
        Settle(nowMs);
    }

    public override void LoseRegion(bool isLost, long nowMs)
    {
        if (isLost)
        {
            Array.Clear(_serving);
            _starting.Clear();
        }

        _nextMs = nowMs;
        Settle(nowMs);
    }

    // Units of a target are replaced by their service at once; what is lost is the time of a boot.
    public override void Impair(int count, long nowMs)
    {
        for (var i = 0; i < count; i++)
        {
            var zone = Array.IndexOf(_serving, _serving.Max());
            _serving[zone] = Math.Max(0, _serving[zone] - 1);
        }

        _nextMs = nowMs;
        Settle(nowMs);
    }

    public override void Settle(long nowMs)
    {
        if (nowMs < _nextMs)
        {
            return;
        }

        foreach (var ready in _starting.Where(s => s.ReadyMs <= nowMs))
        {
            _serving[ready.Zone] += ready.Count;
        }

        _starting.RemoveAll(s => s.ReadyMs <= nowMs);
        Start(_desired - Billed, nowMs);
        End(Billed - _desired);
        _nextMs = _starting.Count > 0 ? _starting.Min(s => s.ReadyMs) : long.MaxValue;
        _nextMs = Billed < _desired ? Math.Min(_nextMs, Math.Max(_retryMs, nowMs + 1)) : _nextMs;
    }

    private void Start(int missing, long nowMs)
    {
        if (missing <= 0 || nowMs < _retryMs)
        {
            return;
        }

        if (_conditions.LaunchFailure("of every zone") is { } failure)
        {
            Trouble = failure;
            _retryMs = nowMs + LaunchRetryMs;
            return;
        }

        var zones = Enumerable.Range(0, _serving.Length).Where(z => z != _conditions.LostZone).ToArray();
        for (var i = 0; i < zones.Length; i++)
        {
            var share = (missing / zones.Length) + (i < missing % zones.Length ? 1 : 0);
            if (share > 0)
            {
                _starting.Add((nowMs + _boots.Draw(_conditions), zones[i], share));
            }
        }

        Trouble = null;
    }

    private void End(int surplus)
    {
        for (; surplus > 0 && _starting.Count > 0; surplus--)
        {
            var last = _starting[^1];
            _starting.RemoveAt(_starting.Count - 1);
            if (last.Count > 1)
            {
                _starting.Add(last with { Count = last.Count - 1 });
            }
        }

        for (; surplus > 0; surplus--)
        {
            _serving[Array.IndexOf(_serving, _serving.Max())]--;
        }
    }
}
