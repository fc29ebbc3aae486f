using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Plans.Traffic;

/// <summary>
/// How a stream's rate differs from its normal mean. A factor of 10 means ten times the normal; a shape that is over
/// leaves the normal.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "shape")]
[JsonDerivedType(typeof(DailyCurve), "dailyCurve")]
[JsonDerivedType(typeof(LaunchSpike), "launchSpike")]
[JsonDerivedType(typeof(FlashCrowd), "flashCrowd")]
[JsonDerivedType(typeof(Plateau), "plateau")]
public abstract record TrafficShape
{
    private TrafficShape()
    {
    }

    /// <summary>Day and night: a sine around the mean.</summary>
    /// <param name="PeakAt">An instant of the daily maximum; it repeats every 24 hours.</param>
    /// <param name="SwingPercent">How far peak and trough are from the mean, 0 to 100.</param>
    public sealed record DailyCurve(DateTimeOffset PeakAt, int SwingPercent) : TrafficShape;

    /// <summary>A steep rise at an announced instant, a hold, and a slow decay.</summary>
    /// <param name="At">When it begins.</param>
    /// <param name="Factor">Of the normal at its top, more than 1.</param>
    /// <param name="Rise">From the normal to the top.</param>
    /// <param name="Hold">At the top.</param>
    /// <param name="Decay">From the top back to the normal.</param>
    public sealed record LaunchSpike(DateTimeOffset At, decimal Factor, TimeSpan Rise, TimeSpan Hold, TimeSpan Decay)
        : TrafficShape;

    /// <summary>A short rush that nobody announced: as steep down as up.</summary>
    /// <param name="At">Its middle.</param>
    /// <param name="Factor">Of the normal at its top, more than 1.</param>
    /// <param name="Width">From its begin to its end.</param>
    public sealed record FlashCrowd(DateTimeOffset At, decimal Factor, TimeSpan Width) : TrafficShape;

    /// <summary>A long stretch at a multiple of the normal, such as a sale's opening hours.</summary>
    /// <param name="From">Its begin.</param>
    /// <param name="Until">Its end.</param>
    /// <param name="Factor">Of the normal, more than 0.</param>
    /// <param name="Ramp">How long it takes to rise at the begin and to fall before the end.</param>
    public sealed record Plateau(DateTimeOffset From, DateTimeOffset Until, decimal Factor, TimeSpan Ramp)
        : TrafficShape;
}
