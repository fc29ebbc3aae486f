using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>The last hour of every component, for alarms with periods of more than a minute.</summary>
internal sealed class MinuteTotals(int components)
{
    private const int Minutes = 60;

    private readonly (long MinuteMs, long Offered, long Good, long Capacity)[] _kept =
        new (long, long, long, long)[components * Minutes];

    public void Add(WorldComponent component, long minuteMs) => _kept[Slot(component, minuteMs)] =
        (minuteMs, component.MinuteOffered, component.MinuteGood, component.MinuteCapacity);

    /// <summary>The counts of the period that ends at an instant; not known when a minute of it is missing.</summary>
    public (long Offered, long Good, long Capacity, bool Known) Sum(WorldComponent component, long endMs, long periodMs)
    {
        var (offered, good, capacity, known) = (0L, 0L, 0L, true);
        for (var at = endMs - periodMs; at < endMs; at += Instant.MinuteMs)
        {
            var minute = _kept[Slot(component, at)];
            if (minute.MinuteMs != at)
            {
                known = false;
                continue;
            }

            (offered, good, capacity) = (offered + minute.Offered, good + minute.Good, capacity + minute.Capacity);
        }

        return (offered, good, capacity, known);
    }

    private static int Slot(WorldComponent component, long minuteMs) =>
        (component.Index * Minutes) + (int)(minuteMs / Instant.MinuteMs % Minutes);
}
