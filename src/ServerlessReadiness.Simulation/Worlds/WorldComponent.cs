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

    public int NormalUnits => plan.Model?.NormalUnits ?? plan.Floor;

    /// <summary>Whether it can be short of capacity at all.</summary>
    public bool IsLimited => unitPerThousandSeconds > 0;

    // The tick under way.
    public long Offered { get; set; }

    public long Served { get; set; }

    /// <summary>Served here and by everything behind it.</summary>
    public long Good { get; set; }

    /// <summary>Failed here for want of capacity.</summary>
    public long Short { get; set; }

    // The minute under way.
    public long MinuteOffered { get; private set; }

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

    /// <summary>Units that the present load needs.</summary>
    public int UnitsNeeded => !IsLimited ? 0
        : (int)Math.Min(int.MaxValue, (Offered * 1000 + PerUnitTick - 1) / PerUnitTick);

    private long PerUnitTick => unitPerThousandSeconds * TrafficCurve.TickSeconds;

    public void CountTick()
    {
        MinuteOffered += Offered;
        MinuteServed += Served;
        MinuteGood += Good;
        MinuteShort += Short;
        MinuteCapacity += IsLimited ? CapacityOf(units.Serving) : 0;
    }

    public void BeginMinute() =>
        (MinuteOffered, MinuteServed, MinuteGood, MinuteShort, MinuteCapacity) = (0, 0, 0, 0, 0);
}
