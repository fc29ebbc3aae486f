using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>Draws how long each port call takes and what goes wrong with it.</summary>
internal sealed class CallFates(Rates rates, SimulatedChance chance)
{
    /// <summary>How long a caller waits for an answer, as the SDK's clients are set.</summary>
    public const long CallTimeoutMs = 20_000;

    private readonly SimulatedChance _latency = chance.Split("latency");
    private readonly SimulatedChance _trouble = chance.Split("trouble");
    private readonly SimulatedChance _veryLate = chance.Split("very late");
    private long _calls;

    /// <summary>While it holds, every second call to the account is throttled.</summary>
    public bool IsThrottling { get; set; }

    public (long LatencyMs, Trouble Trouble) Draw(CallKind kind)
    {
        _calls++;
        var (least, spread) = kind switch
        {
            CallKind.Store => (3, 6),
            CallKind.Read => (20, 60),
            CallKind.Effect => (60, 180),
            _ => (10, 20),
        };
        var latency = least + _latency.Below(spread);
        var isThrottled = IsThrottling && kind != CallKind.Store && _calls % 2 == 0;
        return (latency, isThrottled ? Trouble.Throttled : Draw(kind, rates));
    }

    private Trouble Draw(CallKind kind, Rates r)
    {
        if (r.Throttled == 0 && r.Crash == 0)
        {
            return Trouble.None;
        }

        var isVeryLate = kind == CallKind.Effect && _veryLate.PerMillion(r.VeryLate);
        var drawn = _trouble.Below(1_000_000);
        if (isVeryLate)
        {
            return Trouble.VeryLate;
        }

        if ((drawn -= r.Crash / 2) < 0)
        {
            return Trouble.CrashBefore;
        }

        if ((drawn -= r.Crash / 2) < 0)
        {
            return Trouble.CrashAfter;
        }

        if (kind == CallKind.Store)
        {
            // The store has troubles of its own, see StoreFaults.
            return Trouble.None;
        }

        if ((drawn -= r.Throttled) < 0)
        {
            return Trouble.Throttled;
        }

        if ((drawn -= r.UnavailableBefore) < 0)
        {
            return Trouble.Before;
        }

        if ((drawn -= r.SlowCall) < 0)
        {
            return kind == CallKind.Effect ? Trouble.Late : Trouble.Before;
        }

        return kind is CallKind.Effect or CallKind.HandOver && drawn - r.UnavailableAfter < 0
            ? Trouble.After
            : Trouble.None;
    }
}
