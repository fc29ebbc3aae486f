using System.Runtime.InteropServices;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>One minute of one component.</summary>
/// <param name="MinuteMs">Its start.</param>
/// <param name="Offered">Requests offered to it.</param>
/// <param name="Good">Those that it, and all that it calls, answered.</param>
/// <param name="UsePercent">Offered against capacity; -1 without data.</param>
/// <param name="Shed">Requests turned away before they reached it; not part of those offered.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MinuteCounts(long MinuteMs, long Offered, long Good, int UsePercent, long Shed);
