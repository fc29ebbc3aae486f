using ServerlessReadiness.Core.Review.Checks.Limits;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Limits, bottlenecks and monitoring.</summary>
internal static class PerformanceChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } =
    [
        ("PERF-02", LimitChecks.Usage),
        ("PERF-03", CdnChecks.Fronted),
        ("PERF-05", VolumeChecks.Throughput),
        ("PERF-06", BottleneckChecks.Peak),
        ("PERF-08", NetworkChecks.RuleCount),
    ];
}
