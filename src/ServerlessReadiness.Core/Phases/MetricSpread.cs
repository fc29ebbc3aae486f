namespace ServerlessReadiness.Core.Phases;

/// <summary>How a metric's values lay over a time, in its own unit; each share's value is one that was measured.</summary>
/// <param name="Points">How many were measured.</param>
/// <param name="P50">Half of them were no higher.</param>
/// <param name="P90">Nine of ten.</param>
/// <param name="P99">99 of a hundred.</param>
/// <param name="Max">All of them.</param>
public sealed record MetricSpread(int Points, double P50, double P90, double P99, double Max)
{
    public override string ToString() =>
        $"p50 {P50:0.###}, p90 {P90:0.###}, p99 {P99:0.###}, max {Max:0.###} of {Points} points";
}
