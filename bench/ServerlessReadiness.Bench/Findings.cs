namespace ServerlessReadiness.Bench;

/// <summary>Boils the measurements down to targets, ratios and figures.</summary>
internal static class Findings
{
    private const double ColdGoal = 8;
    private const double CpuGoal = 3;
    private const int RoundTripsGoal = 4;

    private static readonly (string Name, string Unit, Func<ProcessFigures, double> Of)[] s_figures =
    [
        ("init + first alarm", "ms", f => f.Init + f.First),
        ("init", "ms", f => f.Init),
        ("first alarm", "ms", f => f.First),
        ("warm alarm p50", "ms", f => Statistics.Median(f.Warm)),
        ("warm alarm p99", "ms", f => Statistics.Percentile(f.Warm, 99)),
        ("CPU per warm alarm", "ms", f => f.WarmCpu),
        ("duplicate p50", "ms", f => Statistics.Median(f.Duplicate)),
        ("duplicate p99", "ms", f => Statistics.Percentile(f.Duplicate, 99)),
        ("CPU per duplicate", "ms", f => f.DuplicateCpu),
        ("peak RSS", "MiB", f => f.PeakMebibytes),
    ];

    public static (IReadOnlyList<RatioLine> Ratios, IReadOnlyList<FigureLine> Figures) Of(Comparison comparison) =>
    (
        [.. s_figures.Select(f => new RatioLine(comparison.Endpoint, f.Name, comparison.Ratio(f.Of)))],
        [
            .. s_figures.Select(f => new FigureLine(
                comparison.Endpoint,
                f.Name,
                f.Unit,
                Statistics.Median(comparison.Native.Select(f.Of)),
                Statistics.Median(comparison.Python.Select(f.Of)))),
        ]);

    public static IReadOnlyList<FigureLine> Trips(
        (RoundTrips First, RoundTrips Warm) native,
        (RoundTrips First, RoundTrips Warm) python) =>
    [
        Line("first alarm: round trips before the effect", native.First.BeforeEffect, python.First.BeforeEffect),
        Line("warm alarm: round trips before the effect", native.Warm.BeforeEffect, python.Warm.BeforeEffect),
        Line("warm alarm: round trips in sequence", native.Warm.Total, python.Warm.Total),
        Line("first alarm: calls", native.First.Calls, python.First.Calls),
        Line("warm alarm: calls", native.Warm.Calls, python.Warm.Calls),
    ];

    public static IReadOnlyList<TargetResult> Targets(Comparison canned, (RoundTrips First, RoundTrips Warm) trips)
    {
        var cold = canned.Ratio(f => f.Init + f.First);
        var cpu = canned.Ratio(f => f.WarmCpu);
        var memory = canned.Ratio(f => f.PeakMebibytes);
        return
        [
            new("init + first alarm, Python / native", ">= 8", cold, cold >= ColdGoal),
            new("CPU per warm alarm, Python / native", ">= 3", cpu, cpu >= CpuGoal),
            new("peak RSS, Python / native", "> 1", memory, memory > 1),
            Sequence("first alarm", trips.First),
            Sequence("warm alarm", trips.Warm),
        ];

        static TargetResult Sequence(string alarm, RoundTrips trips) => new(
            $"round trips before the first effect, {alarm}",
            "<= 4",
            trips.BeforeEffect,
            trips.BeforeEffect <= RoundTripsGoal);
    }

    private static FigureLine Line(string name, int native, int python) => new("canned", name, "", native, python);
}
