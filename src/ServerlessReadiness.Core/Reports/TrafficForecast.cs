using System.Diagnostics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What the plan expects of its traffic, for people: requests a second of all streams together.</summary>
public static class TrafficForecast
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Requests a second at an instant; null when the plan has no forecast.</summary>
    public static decimal? RateAt(CompiledPlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Traffic.Count == 0 ? null : (decimal)Math.Round(plan.Traffic.Sum(s => RateAt(s, at)), 3);
    }

    /// <summary>The rate as a multiple of a normal day's; what the plan expects at its peak without a forecast.</summary>
    public static decimal FactorAt(CompiledPlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var normal = plan.Traffic.Sum(s => (decimal)s.NormalRequestsPerSecond);
        return RateAt(plan, at) is { } rate && normal > 0 ? rate / normal : Math.Max(1, plan.Expectation.Peak);
    }

    /// <summary>The highest rate of a time and when it is reached first; null when the plan has no forecast.</summary>
    public static (DateTimeOffset At, decimal Rate)? Peak(
        CompiledPlan plan,
        DateTimeOffset from,
        DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Traffic.Count == 0 || until <= from)
        {
            return null;
        }

        var best = (At: from, Rate: RateAt(plan, from)!.Value);
        for (var at = from + Step; at <= until; at += Step)
        {
            var rate = RateAt(plan, at)!.Value;
            best = rate > best.Rate ? (at, rate) : best;
        }

        return best;
    }

    private static double RateAt(TrafficStream stream, DateTimeOffset at) =>
        stream.NormalRequestsPerSecond * Math.Max(0, 1 + stream.Shapes.Sum(s => Above(s, at)));

    /// <summary>What a shape adds to the normal, as a multiple of it.</summary>
    private static double Above(TrafficShape shape, DateTimeOffset at) => shape switch
    {
        TrafficShape.DailyCurve daily =>
            daily.SwingPercent / 100.0 * Math.Cos(2 * Math.PI * (at - daily.PeakAt).TotalDays),
        TrafficShape.LaunchSpike spike =>
            (double)(spike.Factor - 1) * Trapezium(at - spike.At, spike.Rise, spike.Hold, spike.Decay),
        TrafficShape.FlashCrowd crowd => (double)(crowd.Factor - 1)
            * Trapezium(at - crowd.At + (crowd.Width / 2), crowd.Width / 2, TimeSpan.Zero, crowd.Width / 2),
        TrafficShape.Plateau plateau => (double)(plateau.Factor - 1) * Trapezium(
            at - plateau.From,
            plateau.Ramp,
            plateau.Until - plateau.From - (2 * plateau.Ramp),
            plateau.Ramp),
        _ => throw new UnreachableException($"No curve for {shape.GetType().Name}."),
    };

    /// <summary>0 before, up to 1 over the rise, 1 over the hold, back to 0 over the fall, 0 after.</summary>
    private static double Trapezium(TimeSpan since, TimeSpan rise, TimeSpan hold, TimeSpan fall)
    {
        var left = rise + (hold > TimeSpan.Zero ? hold : TimeSpan.Zero) + fall - since;
        return since < TimeSpan.Zero || left <= TimeSpan.Zero ? 0
            : Math.Min(
                1,
                Math.Min(rise <= TimeSpan.Zero ? 1 : since / rise, fall <= TimeSpan.Zero ? 1 : left / fall));
    }
}
