using System.Runtime.InteropServices;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>Requests from outside over some time.</summary>
/// <param name="Offered">All of them.</param>
/// <param name="Good">Those that got their full answer.</param>
/// <param name="Shed">Those that were turned away on purpose: by a page, a static site or a rate limit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OutsideCounts(long Offered, long Good, long Shed)
{
    public static OutsideCounts operator +(OutsideCounts x, OutsideCounts y) =>
        new(x.Offered + y.Offered, x.Good + y.Good, x.Shed + y.Shed);
}
