namespace ServerlessReadiness.Bench;

/// <summary>Everything that a run tells; <c>--output json</c> prints it as it is.</summary>
internal sealed record BenchResult(
    IReadOnlyList<TargetResult> Targets,
    IReadOnlyList<RatioLine> Ratios,
    IReadOnlyList<FigureLine> Figures,
    MachineFacts Machine);
