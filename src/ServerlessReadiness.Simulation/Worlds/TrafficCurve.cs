using System.Diagnostics;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>A stream's forecast as a table of whole requests a tick. Only here are numbers not whole.</summary>
internal static class TrafficCurve
{
    /// <summary>Requests, capacity and failures are counted in steps of this length.</summary>
    public const int TickSeconds = 10;

    public const long TickMs = TickSeconds * Instant.SecondMs;

    private const double DayMs = 24 * 60 * 60 * 1000;

    /// <summary>Requests for each tick from an instant on.</summary>
    public static int[] Table(TrafficStream stream, long fromMs, int ticks, decimal peak)
    {
        var table = new int[ticks];
        var carried = 0.0;
        for (var i = 0; i < ticks; i++)
        {
            var exact = RateAt(stream, fromMs + (i * TickMs), peak) * TickSeconds + carried;
            table[i] = (int)Math.Clamp(Math.Floor(Math.Round(exact, 3)), 0, int.MaxValue);

            // What a tick's whole number leaves out is not lost, or slow streams would be rounded away.
            carried = exact - table[i];
        }

        return table;
    }

    /// <summary>Requests of the first tick of each minute, for a history that needs no more.</summary>
    public static int[] MinuteTable(TrafficStream stream, long fromMs, int minutes, decimal peak)
    {
        var table = new int[minutes];
        for (var i = 0; i < minutes; i++)
        {
            var rate = RateAt(stream, fromMs + (i * Instant.MinuteMs), peak);
            table[i] = (int)Math.Clamp(Math.Round(rate * TickSeconds), 0, int.MaxValue);
        }

        return table;
    }

    /// <summary>Lets each minute's requests differ from the forecast by a share, one draw a minute.</summary>
    public static void Ruffle(int[] table, int perThousand, SimulatedChance chance)
    {
        const int TicksPerMinute = 60 / TickSeconds;
        var factor = 1000L;
        for (var i = 0; i < table.Length && perThousand > 0; i++)
        {
            factor = i % TicksPerMinute == 0 ? 1000 + chance.Between(-perThousand, perThousand) : factor;
            table[i] = (int)Math.Min(int.MaxValue, table[i] * factor / 1000);
        }
    }

    /// <summary>Requests a second. The shapes add up; none takes the rate below zero.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="atMs">The instant.</param>
    /// <param name="peak">A factor on what is above the normal.</param>
    public static double RateAt(TrafficStream stream, long atMs, decimal peak)
    {
        var multiple = 1.0;
        foreach (var shape in stream.Shapes)
        {
            var above = Above(shape, atMs);
            multiple += shape is TrafficShape.DailyCurve || above < 0 ? above : above * (double)peak;
        }

        return stream.NormalRequestsPerSecond * Math.Max(0, multiple);
    }

    /// <summary>What a shape adds to the normal, as a multiple of it.</summary>
    private static double Above(TrafficShape shape, long atMs) => shape switch
    {
        TrafficShape.DailyCurve daily =>
            daily.SwingPercent / 100.0 * Math.Cos(2 * Math.PI * ((atMs - Instant.Ms(daily.PeakAt)) / DayMs)),
        TrafficShape.LaunchSpike spike => (double)(spike.Factor - 1) * Trapezium(
            atMs - Instant.Ms(spike.At),
            Instant.Ms(spike.Rise),
            Instant.Ms(spike.Hold),
            Instant.Ms(spike.Decay)),
        TrafficShape.FlashCrowd crowd => (double)(crowd.Factor - 1) * Trapezium(
            atMs - Instant.Ms(crowd.At) + (Instant.Ms(crowd.Width) / 2),
            Instant.Ms(crowd.Width) / 2,
            0,
            Instant.Ms(crowd.Width) / 2),
        TrafficShape.Plateau plateau => (double)(plateau.Factor - 1) * Trapezium(
            atMs - Instant.Ms(plateau.From),
            Instant.Ms(plateau.Ramp),
            Instant.Ms(plateau.Until) - Instant.Ms(plateau.From) - (2 * Instant.Ms(plateau.Ramp)),
            Instant.Ms(plateau.Ramp)),
        _ => throw new UnreachableException($"No curve for {shape.GetType().Name}."),
    };

    /// <summary>0 before, up to 1 over the rise, 1 over the hold, back to 0 over the fall, 0 after.</summary>
    private static double Trapezium(long sinceMs, long riseMs, long holdMs, long fallMs)
    {
        var left = riseMs + Math.Max(0, holdMs) + fallMs - sinceMs;
        return sinceMs < 0 || left <= 0 ? 0
            : Math.Min(
                1,
                Math.Min(riseMs == 0 ? 1 : sinceMs / (double)riseMs, fallMs == 0 ? 1 : left / (double)fallMs));
    }
}
