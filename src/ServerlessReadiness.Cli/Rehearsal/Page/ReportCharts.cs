using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>The charts of a played event.</summary>
internal static class ReportCharts
{
    private const double SecondsPerMinute = 60;

    public static ChartAxis MinuteAxis(RehearsedPair pair) => ChartAxis.OfMinutes(
        pair.With.Result.From,
        Math.Max(pair.With.Result.Minutes.Count, pair.Without.Result.Minutes.Count),
        new PlanClocks(pair.Plan));

    public static Chart Requests(RehearsedPair pair, ChartAxis axis)
    {
        var (with, without) = (pair.With.Result.Minutes, pair.Without.Result.Minutes);
        List<ChartLine> lines =
        [
            new("offered", "offered", Mean(axis, with, m => m.Requests.Offered), IsFilled: true),
            new("served without automation", "without", Mean(axis, without, m => m.Requests.Served)),
            new("served with automation", "with", Mean(axis, with, m => m.Requests.Served)),
        ];
        if (pair.With.Result.Requests.Shed > 0)
        {
            lines.Add(new("shed with automation", "shed", Mean(axis, with, m => m.Requests.Shed)));
        }

        return new Chart("requests", "Requests from outside", "a second", axis, lines);
    }

    /// <summary>By the hour, in money where the plan has prices, else in units.</summary>
    public static Chart Cost(RehearsedPair pair)
    {
        var (with, without) = (pair.With.Result.Hours, pair.Without.Result.Hours);
        var axis = ChartAxis.OfHours(
            pair.With.Result.From,
            Math.Max(with.Count, without.Count),
            new PlanClocks(pair.Plan));
        var isPriced = with.Any(h => h.Cost is not null);
        return new Chart(
            "cost",
            isPriced ? "Cost of capacity" : "Capacity paid for",
            isPriced ? $"{pair.Plan.Guardrails.Currency} an hour" : "units",
            axis,
            [
                new("without automation", "without", Values(without), IsStep: true),
                new("with automation", "with", Values(with), IsStep: true, IsFilled: true),
            ]);

        double[] Values(IReadOnlyList<Hour> hours) =>
            [.. hours.Select(h => isPriced ? (double?)h.Cost ?? double.NaN : (double)h.UnitHours)];
    }

    /// <summary>A component's units, and their use.</summary>
    public static IEnumerable<Chart> Component(RehearsedPair pair, ChartAxis axis, int index)
    {
        var with = pair.With.Result.Minutes;
        var without = pair.Without.Result.Minutes;
        yield return new Chart($"units{index}", "Capacity", "units", axis,
        [
            new("maximum", "bound top", Last(axis, with, index, c => c.Maximum), IsStep: true),
            new("minimum", "bound", Last(axis, with, index, c => c.Minimum), IsStep: true),
            new("in service, without", "without", Last(axis, without, index, c => c.InService), IsStep: true),
            new("in service, with", "with", Last(axis, with, index, c => c.InService), IsStep: true),
        ])
        {
            IsWhole = true,
        };
        yield return new Chart($"use{index}", "Use of what serves", "%", axis,
        [
            new("without automation", "without", Most(axis, without, index, c => c.UsePercent)),
            new("with automation", "with", Most(axis, with, index, c => c.UsePercent)),
        ])
        {
            Limit = 100,
            TopMax = 300,
        };
    }

    // Rates are the bucket's mean: a peak of one minute in four would look like more requests than there were.
    private static double[] Mean(ChartAxis axis, IReadOnlyList<Minute> minutes, Func<Minute, long> requests) =>
        Buckets(axis, minutes, some => some.Average(requests) / SecondsPerMinute);

    private static double[] Last(
        ChartAxis axis,
        IReadOnlyList<Minute> minutes,
        int component,
        Func<ComponentMinute, int> value) =>
        Buckets(axis, minutes, some => value(some[^1].Components[component]));

    // Use is the bucket's most: what hurts must not vanish in a mean.
    private static double[] Most(
        ChartAxis axis,
        IReadOnlyList<Minute> minutes,
        int component,
        Func<ComponentMinute, int> value) =>
        Buckets(axis, minutes, some =>
        {
            var most = 0;
            foreach (var minute in some)
            {
                most = Math.Max(most, value(minute.Components[component]));
            }

            return most;
        });

    private static double[] Buckets(
        ChartAxis axis,
        IReadOnlyList<Minute> minutes,
        Func<ArraySegment<Minute>, double> value)
    {
        var all = minutes as Minute[] ?? [.. minutes];
        var step = (int)axis.Step.TotalMinutes;
        var values = new double[axis.Count];
        for (var i = 0; i < axis.Count; i++)
        {
            var from = i * step;
            values[i] = from < all.Length
                ? value(new ArraySegment<Minute>(all, from, Math.Min(step, all.Length - from)))
                : double.NaN;
        }

        return values;
    }
}
