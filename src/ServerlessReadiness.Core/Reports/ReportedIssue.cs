using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A problem as a report tells it.</summary>
/// <param name="Id">The issue.</param>
/// <param name="Kind">What kind of problem.</param>
/// <param name="Component">On which component; null for the event as a whole.</param>
/// <param name="Summary">What is wrong.</param>
/// <param name="PlanOfAction">What is being done, or what a person has to do.</param>
/// <param name="Owner">Who sees to it; null for nobody yet.</param>
/// <param name="ExpectedBy">When it is expected to be over; null when nobody can tell.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">Until when; null while it is open.</param>
public sealed record ReportedIssue(
    RunId Id,
    IssueKind Kind,
    ComponentName? Component,
    string Summary,
    string PlanOfAction,
    string? Owner,
    DateTimeOffset? ExpectedBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt)
{
    public static ReportedIssue Of(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return new(
            issue.Id,
            issue.Kind,
            issue.Component,
            issue.Summary,
            issue.PlanOfAction,
            issue.Owner,
            issue.ExpectedBy,
            issue.OpenedAt,
            issue.ClosedAt);
    }
}
