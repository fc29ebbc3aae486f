namespace ServerlessReadiness.Core.Plans.Reporting;

/// <summary>What the dashboard of the event shows beyond what the plan's components and metrics tell.</summary>
/// <param name="Conversion">The metric that counts what the business lives on, by its name; null for none.</param>
/// <param name="Logs">The log group whose errors are counted; null for none.</param>
/// <param name="Canaries">Names of CloudWatch Synthetics canaries.</param>
/// <param name="Region">Where log group and canaries are; null for the stack's own region.</param>
public sealed record DashboardPlan(
    string? Conversion,
    string? Logs,
    EquatableList<string> Canaries,
    string? Region)
{
    public static readonly DashboardPlan None = new(null, null, [], null);
}
