using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What the dashboard's part of a plan must fulfil.</summary>
internal static partial class DashboardCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan)
    {
        var dashboard = plan.Dashboard;
        if (dashboard.Conversion is { } conversion && plan.Metrics.All(m => m.Name != conversion))
        {
            yield return new(
                "dashboard.conversion",
                $"there is no metric \"{conversion}\"",
                "correct the name, or add it to the metrics");
        }

        if (dashboard.Logs is { } logs && !LogGroup().IsMatch(logs))
        {
            yield return new("dashboard.logs", $"\"{logs}\" is no log group", "give its name, such as /shop/web");
        }

        if (dashboard.Region is { } region && !Region().IsMatch(region))
        {
            yield return new("dashboard.region", $"\"{region}\" is no region", "use a region code such as us-east-1");
        }

        for (var i = 0; i < dashboard.Canaries.Count; i++)
        {
            if (!Canary().IsMatch(dashboard.Canaries[i]))
            {
                yield return new(
                    $"dashboard.canaries[{i}]",
                    $"\"{dashboard.Canaries[i]}\" is no canary's name",
                    "use small letters, digits, - and _, as CloudWatch Synthetics has it");
            }
        }

        foreach (var problem in PlanCheck.Duplicates(dashboard.Canaries, "dashboard.canaries", "name", c => c))
        {
            yield return problem;
        }
    }

    // A quotation mark in it would end the name in the dashboard's query.
    [GeneratedRegex("^[A-Za-z0-9_./#-]{1,512}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LogGroup();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();

    [GeneratedRegex("^[a-z0-9_-]{1,255}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Canary();
}
