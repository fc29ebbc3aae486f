using System.Diagnostics;

namespace ServerlessReadiness.Core.Plans.Traffic;

/// <summary>What a plan's traffic is expected to be, as the rehearsal reads the same shapes.</summary>
public static class TrafficForecast
{
    private const double DaySeconds = 24 * 60 * 60;

    /// <summary>How closely a peak is looked for.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Requests over a time, taken at the middle of each minute; null when the plan has no forecast.</summary>
    public static long? Requests(CompiledPlan plan, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Traffic.Count == 0)
        {
            return null;
        }

        var sum = 0.0;
        for (var at = from; at < until; at += TimeSpan.FromMinutes(1))
        {
            sum += RateAt(plan, at + TimeSpan.FromSeconds(30)) * 60;
        }

        return (long)Math.Round(sum);
    }

    /// <summary>Requests a second from outside, all streams together.</summary>
    public static double RateAt(CompiledPlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Traffic.Sum(s => RateAt(s, at));
    }

    /// <summary>Requests a second. The shapes add up; none takes the rate below zero.</summary>
    public static double RateAt(TrafficStream stream, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.NormalRequestsPerSecond * Math.Max(0, 1 + stream.Shapes.Sum(s => Above(s, at)));
    }

    /// <summary>Requests a second at an instant, for people; null when the plan has no forecast.</summary>
    public static decimal? Expected(CompiledPlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Traffic.Count == 0 ? null : (decimal)Math.Round(RateAt(plan, at), 3);
    }

    /// <summary>The rate as a multiple of a normal day's; what the plan expects at its peak without a forecast.</summary>
    public static decimal FactorAt(CompiledPlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var normal = plan.Traffic.Sum(s => (decimal)s.NormalRequestsPerSecond);
        return Expected(plan, at) is { } rate && normal > 0 ? rate / normal : Math.Max(1, plan.Expectation.Peak);
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

        var best = (At: from, Rate: Expected(plan, from)!.Value);
        for (var at = from + Step; at <= until; at += Step)
        {
            var rate = Expected(plan, at)!.Value;
            best = rate > best.Rate ? (at, rate) : best;
        }

        return best;
    }

    /// <summary>What a shape adds to the normal, as a multiple of it.</summary>
    private static double Above(TrafficShape shape, DateTimeOffset at) => shape switch
    {
        TrafficShape.DailyCurve daily => daily.SwingPercent / 100.0
            * Math.Cos(2 * Math.PI * ((at - daily.PeakAt).TotalSeconds / DaySeconds)),
        TrafficShape.LaunchSpike spike => (double)(spike.Factor - 1)
            * Trapezium(at - spike.At, spike.Rise, spike.Hold, spike.Decay),
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
            : Math.Min(1, Math.Min(rise == TimeSpan.Zero ? 1 : since / rise, fall == TimeSpan.Zero ? 1 : left / fall));
    }
}
