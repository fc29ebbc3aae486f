namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>What a place on the dashboard holds.</summary>
internal abstract record DashboardWidget
{
    private DashboardWidget()
    {
    }

    /// <summary>Lines over time.</summary>
    public sealed record Graph(string Title, EquatableList<DashboardLine> Lines, bool IsStacked = false) : DashboardWidget;

    /// <summary>A query over a log group.</summary>
    public sealed record Logs(string Title, string Region, string Query) : DashboardWidget;

    /// <summary>Markdown.</summary>
    public sealed record Text(string Markdown) : DashboardWidget;
}
