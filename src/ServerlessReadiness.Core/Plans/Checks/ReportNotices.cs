using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a person should know of a plan's reports before leaders wait for one.</summary>
internal static class ReportNotices
{
    public static IEnumerable<PlanProblem> Of(CompiledPlan plan)
    {
        var inside = plan.Contacts.Count(c =>
            !string.Equals(c.Role, ReportRecipients.External, StringComparison.OrdinalIgnoreCase));
        if (plan.Reports.From is null && inside > 0)
        {
            yield return new(
                "contacts",
                "no contact gets a report by mail: reports.from names no sender",
                "add reports: { from: … } with an address that SES has verified, or subscribe them to the leadership topic");
        }

        if (plan.Reports.From is not null && inside == 0)
        {
            yield return new(
                "reports.from",
                "no report is mailed: no contact of the plan may get one",
                "add contacts, or remove it");
        }
    }
}
