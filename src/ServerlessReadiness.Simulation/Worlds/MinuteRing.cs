using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>What was measured of one component, minute by minute, for somewhat more than a day.</summary>
internal sealed class MinuteRing
{
    public const int MinutesMax = 26 * 60;

    private readonly MinuteCounts[] _minutes = new MinuteCounts[MinutesMax];

    public void Add(MinuteCounts counts) => _minutes[Slot(counts.MinuteMs)] = counts;

    /// <summary>A minute that is over and still known; null otherwise.</summary>
    public MinuteCounts? Find(long minuteMs)
    {
        var found = _minutes[Slot(minuteMs)];
        return found.MinuteMs == minuteMs ? found : null;
    }

    private static int Slot(long minuteMs) => (int)(minuteMs / Instant.MinuteMs % MinutesMax);
}
