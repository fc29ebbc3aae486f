namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>Where a widget stands on the dashboard's grid, in its units.</summary>
internal sealed record WidgetPlace(int X, int Y, int Width, int Height)
{
    /// <summary>The grid's own width.</summary>
    public const int Columns = 24;

    private const int GraphHeight = 6;

    /// <summary>Two graphs side by side, below what stands above.</summary>
    public static WidgetPlace OfTwo(int index, int above) =>
        new(index % 2 * (Columns / 2), above + (index / 2 * GraphHeight), Columns / 2, GraphHeight);
}
