namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>How a number is spread over many seeds. A percentile is the value of a seed, not between two.</summary>
internal sealed record Distribution(decimal Minimum, decimal Median, decimal P95, decimal Maximum)
{
    /// <summary>Null when there are no values.</summary>
    public static Distribution? Of(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : new(sorted[0], At(sorted, 50), At(sorted, 95), sorted[^1]);
    }

    // The nearest rank: the least value that at least so many in a hundred do not exceed.
    private static decimal At(decimal[] sorted, int percent) => sorted[((sorted.Length * percent) + 99) / 100 - 1];
}
