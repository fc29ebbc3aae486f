namespace ServerlessReadiness.Bench;

/// <summary>What is told of several figures.</summary>
internal static class Statistics
{
    public static double Median(IEnumerable<double> figures) => Percentile(figures, 50);

    /// <summary>The smallest figure that at least this share of all does not exceed.</summary>
    public static double Percentile(IEnumerable<double> figures, int percent)
    {
        var sorted = figures.Order().ToList();
        var rank = (int)Math.Ceiling(sorted.Count * percent / 100.0);
        return sorted[Math.Max(0, rank - 1)];
    }
}
