using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>A component of the plan as it lives in the world, with the present tick's and minute's counts.</summary>
internal sealed class WorldComponent(
    Component plan,
    int index,
    Units units,
    long unitPerThousandSeconds,
    ScalingPolicy? policy,
    Conditions conditions)
{
    /// <summary>More than this is not told apart.</summary>
    public const int UsePercentMax = 999;

    public Component Plan => plan;

    public int Index => index;

    public Units Units => units;

    public ScalingPolicy? Policy => policy;

    public Conditions Conditions => conditions;

    /// <summary>The components that it calls, and calls a thousand of its served requests make.</summary>
    public List<(WorldComponent Component, long PerThousand)> Calls { get; } = [];

    /// <summary>What takes load off it on purpose.</summary>
    public LoadRelief Relief { get; } = new();

    /// <summary>Of a name: its records.</summary>
    public SimulatedRecords? Records { get; set; }

    public SimulatedListener? Listener { get; init; }

    /// <summary>Of a listener or a group: where it is.</summary>
    public SimulatedZones? Zones { get; set; }

    public int NormalUnits => plan.Model?.NormalUnits ?? plan.Floor;

    /// <summary>Whether it can be short of capacity at all.</summary>
    public bool IsLimited => unitPerThousandSeconds > 0;

    /// <summary>Whether a request that reaches it now can be answered at all.</summary>
    public bool CanServe => IsLimited
        ? units.Serving > 0
        : !conditions.IsLost && (Listener is null || Calls.Count == 0 || Calls.Exists(c => c.Component.CanServe));

    // The tick under way.

    /// <summary>What came from outside, before any of it was turned away.</summary>
    public long Arrived { get; set; }

    /// <summary>Of those, what was turned away on purpose.</summary>
    public long Shed { get; set; }

    /// <summary>What it was to serve: from outside and from those that call it.</summary>
    public long Offered { get; set; }

    /// <summary>What a request costs now, in percent of the normal.</summary>
    public int CostPercent { get; set; } = 100;

    public long Served { get; set; }

    /// <summary>Served here and by everything behind it.</summary>
    public long Good { get; set; }

    /// <summary>Failed here for want of capacity.</summary>
    public long Short { get; set; }

    // The minute under way.
    public long MinuteOffered { get; private set; }

    /// <summary>With what was turned away: what people ask for.</summary>
    public long MinuteAsked => MinuteOffered + MinuteShed;

    public long MinuteShed { get; private set; }

    public long MinuteServed { get; private set; }

    public long MinuteGood { get; private set; }

    public long MinuteShort { get; private set; }

    public long MinuteCapacity { get; private set; }

    /// <summary>Offered against what its units in service can serve; null when nothing measures it.</summary>
    public int? MinuteUsePercent => !IsLimited || MinuteCapacity == 0
        ? null
        : (int)Math.Min(UsePercentMax, MinuteOffered * 100 / MinuteCapacity);

    /// <summary>Requests that so many units serve in a tick.</summary>
    public long CapacityOf(int serving) => IsLimited
        ? serving * unitPerThousandSeconds * TrafficCurve.TickSeconds / 1000
        : long.MaxValue / 1000;

    /// <summary>What so many units carry at what a request costs now.</summary>
    public long CarriedBy(int serving) =>
        CostPercent == 100 || !IsLimited ? CapacityOf(serving) : CapacityOf(serving) * 100 / CostPercent;

    /// <summary>Units that the present load needs, with all that is turned away and at its full cost: what is shed
    /// will be back.</summary>
    public int UnitsNeeded => !IsLimited ? 0
        : (int)Math.Min(int.MaxValue, ((Offered + Shed) * 1000 + PerUnitTick - 1) / PerUnitTick);

    private long PerUnitTick => unitPerThousandSeconds * TrafficCurve.TickSeconds;

    public void CountTick()
    {
        // A name serves nothing by itself; what it is asked for tells how much is shed behind it.
        MinuteOffered += Records?.Offered ?? Offered;
        MinuteShed += Shed;
        MinuteServed += Served;
        MinuteGood += Good;
        MinuteShort += Short;
        MinuteCapacity += IsLimited ? CarriedBy(units.Serving) : 0;
    }

    public void BeginMinute() =>
        (MinuteOffered, MinuteShed, MinuteServed, MinuteGood, MinuteShort, MinuteCapacity) = (0, 0, 0, 0, 0, 0);
}
