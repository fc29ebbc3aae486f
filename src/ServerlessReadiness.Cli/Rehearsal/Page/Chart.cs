namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>A chart over time.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Title">What is shown.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="Axis">Its time.</param>
/// <param name="Lines">At least one; the last is drawn on top.</param>
internal sealed record Chart(string Id, string Title, string Unit, ChartAxis Axis, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>
    /// No more than this is shown; higher values touch the top. An outage's thousand percent would flatten all else.
    /// </summary>
    public double TopMax { get; init; } = double.PositiveInfinity;

    /// <summary>Whether there is nothing between whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>A horizontal line that matters, such as 100 %; null for none.</summary>
    public double? Limit { get; init; }
}
