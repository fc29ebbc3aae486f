namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// Takes each tick's requests through DNS to the components and on to those that they call. What is over a component's
/// capacity fails; a request whose call fails behind the front counts as failed at the front. What a page, a static site
/// or a rate limit turns away is shed: it is neither served nor failed, and calls nothing.
/// </summary>
internal sealed class TrafficFlow
{
    private readonly WorldComponent[] _callersFirst;
    private readonly (Dns Dns, int[] Table)[] _streams;
    private readonly WorldComponent[] _fronts;

    public TrafficFlow(IReadOnlyList<WorldComponent> components, IReadOnlyList<(Dns Dns, int[] Table)> streams)
    {
        _streams = [.. streams];
        _callersFirst = CallersFirst(components);
        _fronts =
        [
            .. components.Where(c => streams.Any(s => s.Dns.Targets.Any(t => t.Component == c))),
        ];
    }

    /// <summary>Requests from outside in the last tick.</summary>
    public OutsideCounts Last { get; private set; }

    public void Tick(int tick, long nowMs)
    {
        foreach (var component in _callersFirst)
        {
            component.Units.Settle(nowMs);
            component.CostPercent = component.Relief.CostPercentAt(nowMs);
            (component.Arrived, component.Shed, component.Offered) = (0, 0, 0);
        }

        var (outside, good, shed) = (0L, 0L, 0L);
        foreach (var (dns, table) in _streams)
        {
            var requests = table[Math.Min(tick, table.Length - 1)];
            outside += requests;
            dns.Settle(nowMs, TrafficCurve.TickMs);
            var (page, elsewhere) = dns.Share(requests);
            (shed, good) = (shed + page, good + elsewhere);
        }

        // What comes from outside is counted before calls between components add to it.
        Span<long> fromOutside = stackalloc long[_fronts.Length];
        for (var i = 0; i < _fronts.Length; i++)
        {
            var front = _fronts[i];
            front.Shed = front.Relief.ShedOf(front.Arrived, nowMs);
            front.Offered = front.Arrived - front.Shed;
            (fromOutside[i], shed) = (front.Offered, shed + front.Shed);
        }

        foreach (var component in _callersFirst)
        {
            Serve(component);
        }

        for (var i = _callersFirst.Length - 1; i >= 0; i--)
        {
            Answer(_callersFirst[i]);
        }

        for (var i = 0; i < _fronts.Length; i++)
        {
            good += _fronts[i].Offered == 0 ? 0 : Share(fromOutside[i], _fronts[i].Good, _fronts[i].Offered);
        }

        Last = new OutsideCounts(outside, good, shed);
    }

    private static void Serve(WorldComponent component)
    {
        var capacity = component.CarriedBy(component.Units.Serving);
        var failing = component.Units.Failing;
        var lost = failing == 0
            ? 0
            : Share(component.Offered, failing, component.Units.Serving + failing);
        component.Served = Math.Min(component.Offered - lost, capacity);
        component.Short = component.Offered - lost - component.Served;
        foreach (var (callee, perThousand) in component.Calls)
        {
            callee.Offered += Share(component.Served, perThousand, 1000);
        }
    }

    private static void Answer(WorldComponent component)
    {
        component.Good = component.Served;
        foreach (var (callee, _) in component.Calls)
        {
            // Calls fail for all callers alike, so the worst callee says how many of the served were good.
            var good = callee.Offered == 0
                ? component.Served
                : Share(component.Served, callee.Good, callee.Offered);
            component.Good = Math.Min(component.Good, good);
        }
    }

    private static long Share(long whole, long part, long of) => (long)((Int128)whole * part / of);

    private static WorldComponent[] CallersFirst(IReadOnlyList<WorldComponent> components)
    {
        var ordered = new List<WorldComponent>();
        var waiting = components.ToList();
        while (waiting.Count > 0)
        {
            // Plans with circles are refused; should one come, what comes back to its first is left out.
            var next = waiting.Find(c => waiting.TrueForAll(o => o == c || o.Calls.TrueForAll(x => x.Component != c)))
                ?? waiting[0];
            ordered.Add(next);
            waiting.Remove(next);
        }

        return [.. ordered];
    }
}
