using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>The time that charts share: equal buckets from an instant on.</summary>
/// <param name="Key">Its name on the page.</param>
/// <param name="From">The first bucket's start.</param>
/// <param name="Step">A bucket's length.</param>
/// <param name="Count">Buckets, at least 1.</param>
/// <param name="Zone">The event's clocks.</param>
internal sealed record ChartAxis(string Key, DateTimeOffset From, TimeSpan Step, int Count, PlanClocks Zone)
{
    /// <summary>The plot's width in the units of its drawing; stretched to whatever room there is.</summary>
    public const int Width = 1000;

    /// <summary>More than a screen shows apart; each chart's size grows with it.</summary>
    private const int BucketsMax = 480;

    private const int TicksMax = 10;

    /// <summary>In minutes; whole parts of an hour, so that buckets begin where hours do.</summary>
    private static readonly int[] Steps = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];

    public DateTimeOffset Until => From + (Step * Count);

    public static ChartAxis OfMinutes(DateTimeOffset from, int minutes, PlanClocks zone)
    {
        var step = Steps.FirstOrDefault(s => minutes <= s * BucketsMax, Steps[^1]);
        return new ChartAxis("m", from, TimeSpan.FromMinutes(step), Math.Max(1, (minutes + step - 1) / step), zone);
    }

    public static ChartAxis OfHours(DateTimeOffset from, int hours, PlanClocks zone) =>
        new("h", from, TimeSpan.FromHours(1), Math.Max(1, hours), zone);

    public int X(DateTimeOffset at) =>
        (int)Math.Clamp(Math.Round((at - From) / (Until - From) * Width), 0, Width);

    public int X(int bucket) => bucket * Width / Count;

    public string Label(int bucket) => Label(From + (Step * bucket));

    public string Label(DateTimeOffset at) => $"{Zone.ToLocal(at):ddd HH:mm}";

    /// <summary>Full hours of the event's clocks, evenly apart; midnight carries the day.</summary>
    public IEnumerable<(DateTimeOffset At, string Label)> Ticks()
    {
        var hours = new[] { 1, 2, 3, 4, 6, 12, 24 }.FirstOrDefault(h => (Until - From).TotalHours / h <= TicksMax, 48);
        var local = Zone.ToLocal(From);
        var first = new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset);
        for (var at = first; at < Until; at += TimeSpan.FromHours(1))
        {
            var shown = Zone.ToLocal(at);
            if (at >= From && shown.Hour % hours == 0)
            {
                yield return (at, shown.Hour == 0 ? $"{shown:ddd d}" : $"{shown:HH:mm}");
            }
        }
    }
}
