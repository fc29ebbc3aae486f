using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>The CloudWatch dashboard of an event, made from its plan alone: the same plan gives the same text.</summary>
public static class NocDashboard
{
    /// <summary>All graphs together; a dashboard with more is slow to load and dear to ask.</summary>
    public const int MetricsMax = 500;

    private const int HeaderHeight = 2;

    // What is told beside the graphs, in their order.
    private static readonly EquatableList<(NocKind Kind, string Title, string Missing)> Kinds =
    [
        (NocKind.Utilisation, "Utilisation", "The plan has no groups, services or instances."),
        (NocKind.ResponseTime, "Response time", "Add a metric of response times, or a listener, to the plan."),
        (NocKind.Traffic, "Traffic", "Name the metric that counts requests under `reports: { requests: … }`."),
        (NocKind.TrafficByRegion, "Traffic by region", "Name the metric that counts requests of each region."),
        (NocKind.Database, "Databases", "The plan has no database or table."),
        (NocKind.Conversion, "Business", "Name the metric of orders or the like under `dashboard: { conversion: … }`."),
        (NocKind.Errors, "Errors", "Name the log group under `dashboard: { logs: … }`."),
        (NocKind.Canaries, "Canaries", "Name canaries of CloudWatch Synthetics under `dashboard: { canaries: […] }`."),
    ];

    /// <summary>The dashboard's name.</summary>
    public static string NameOf(EventId eventId) => $"readiness-{eventId}";

    /// <param name="plan">The plan in force.</param>
    /// <param name="regionOfStack">Where the dashboard is, and what no region is stated for.</param>
    /// <returns>The dashboard's body, as PutDashboard takes it.</returns>
    public static string Compose(CompiledPlan plan, string regionOfStack)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var lines = new NocLines(plan, regionOfStack);
        var all = Kinds.Select(k => IsByLogs(plan, k.Kind) ? [] : lines.Of(k.Kind)).ToList();
        var shares = FairShares.Of([.. all.Select(l => l.Count)], MetricsMax);
        List<(DashboardWidget, WidgetPlace)> widgets =
            [(new DashboardWidget.Text(Header(plan)), new WidgetPlace(0, 0, WidgetPlace.Columns, HeaderHeight))];
        for (var i = 0; i < Kinds.Count; i++)
        {
            var widget = IsByLogs(plan, Kinds[i].Kind)
                ? Errors(plan.Dashboard.Logs!, lines.Region)
                : Graph(Kinds[i], all[i], shares[i]);
            widgets.Add((widget, WidgetPlace.OfTwo(i, HeaderHeight)));
        }

        return DashboardJson.Write(plan, widgets, regionOfStack);
    }

    private static bool IsByLogs(CompiledPlan plan, NocKind kind) => kind == NocKind.Errors && plan.Dashboard.Logs is not null;

    private static DashboardWidget Graph(
        (NocKind Kind, string Title, string Missing) kind,
        IReadOnlyList<DashboardLine> lines,
        int share)
    {
        if (lines.Count == 0)
        {
            return new DashboardWidget.Text($"### {kind.Title}\n{kind.Missing}");
        }

        // What is left out is said where it would be looked for.
        var title = share < lines.Count ? $"{kind.Title} ({lines.Count - share} more are not shown)" : kind.Title;
        return new DashboardWidget.Graph(
            title,
            EquatableList.From(lines.Take(share)),
            IsStacked: kind.Kind == NocKind.TrafficByRegion);
    }

    private static DashboardWidget.Logs Errors(string group, string region) => new(
        $"Errors in {group}",
        region,
        $"SOURCE '{group}' | filter @message like /(?i)(error|exception|fatal|panic)/ "
        + "| stats count(*) as errors by bin(1m)");

    private static string Header(CompiledPlan plan) =>
        $"# {plan.Name}\nprewarm {plan.Schedule.Prewarm:u} · **live {plan.Schedule.Live:u}** · cooldown "
        + $"{plan.Schedule.Cooldown:u} · made from the plan by Serverless Readiness: change the plan, not this";
}
