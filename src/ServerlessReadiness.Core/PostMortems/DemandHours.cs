using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Adds demand up by the hour.</summary>
public static class DemandHours
{
    /// <summary>From the pre-warm to the end: every hour is there, measured or not.</summary>
    public static IReadOnlyList<DemandHour> Of(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var schedule = facts.Plan.Schedule;
        var clocks = new PlanClocks(facts.Plan);
        var hours = new List<DemandHour>();
        for (var at = HourOf(clocks, schedule.Prewarm); at < facts.KnownUntil; at = at.AddHours(1))
        {
            hours.Add(Hour(facts, at));
        }

        return hours;
    }

    /// <summary>Requests of a time as far as they were measured.</summary>
    public static DemandPoint Total(Measurement measured, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var points = measured.Demand.Where(p => p.At >= from && p.At < until).ToList();
        return new DemandPoint(
            from,
            Sum(points, p => p.Offered),
            Sum(points, p => p.Served),
            Sum(points, p => p.Shed),
            Sum(points, p => p.Failed));
    }

    /// <summary>The period with the highest measured rate, in requests a second; null without any.</summary>
    public static (DateTimeOffset At, decimal Rate)? Peak(
        Measurement measured,
        DateTimeOffset from,
        DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var best = measured.Demand
            .Where(p => p.At >= from && p.At < until && p.Offered is not null)
            .MaxBy(p => p.Offered);
        return best is null ? null : (best.At, best.Offered!.Value / (decimal)measured.Period.TotalSeconds);
    }

    private static DemandHour Hour(EventFacts facts, DateTimeOffset at)
    {
        var until = at.AddHours(1);
        var total = Total(facts.Measured, at, until);
        var measured = facts.Measured.Demand.Count(p => p.At >= at && p.At < until && p.Offered is not null);
        return new DemandHour(
            at,
            TrafficForecast.Requests(facts.Plan, at, until),
            total.Offered,
            total.Served,
            total.Shed,
            total.Failed,
            Peak(facts.Measured, at, until)?.Rate,
            facts.Measured.Period * measured);
    }

    // A sum of nothing is unknown, not zero.
    private static long? Sum(List<DemandPoint> points, Func<DemandPoint, long?> of)
    {
        var known = points.Select(of).OfType<long>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static DateTimeOffset HourOf(PlanClocks clocks, DateTimeOffset instant)
    {
        var local = clocks.ToLocal(instant);
        return new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset);
    }
}
