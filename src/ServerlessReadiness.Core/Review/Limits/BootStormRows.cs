using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>
/// What EC2's API lets through while many instances launch at once. Sizes and refill rates of its token buckets are
/// those of "Request throttling for the Amazon EC2 API" (an account may have others); how often an instance calls while
/// it boots is our assumption, so the rows are estimates.
/// </summary>
internal static class BootStormRows
{
    /// <summary>RunInstances takes a token of this bucket for each instance; two come back each second.</summary>
    private const int LaunchTokens = 1000;

    /// <summary>Non-mutating actions, each its own bucket.</summary>
    private const int DescribeTokens = 100;

    private const int DescribeRefillPerSecond = 20;

    /// <summary>Assumed: an instance reads its tags and its volumes or interfaces by the API while it boots.</summary>
    private const int CallsPerBoot = 2;

    /// <summary>Assumed: instances of one launch reach that point within a minute.</summary>
    private const int SpreadSeconds = 60;

    public static IEnumerable<LimitRow> Of(CompiledPlan plan, LimitFacts facts) =>
        facts.Groups.Items
            .Where(g => plan.FindComponent(g.Component) is not null)
            .GroupBy(g => (g.Account, g.Region))
            .SelectMany(place => Rows(plan, place.Key.Account, place.Key.Region, [.. place]));

    private static IEnumerable<LimitRow> Rows(CompiledPlan plan, string account, string region, List<GroupUse> groups)
    {
        var peak = AtOnce(plan, groups);
        var ceiling = groups.Sum(g => PlannedUnits.Growth(plan.FindComponent(g.Component)!.Ceiling, g));
        var resource = $"EC2 API in {region} of {account}";
        const string Fix = "raise the groups in more stages, or ask AWS Support for a higher API rate";
        yield return new LimitRow(
            "instances launched at once (estimate)",
            resource,
            LaunchTokens,
            0,
            peak,
            ceiling,
            "RunInstances resource token bucket; the largest stage of the pre-warm",
            Fix)
        {
            IsEstimate = true,
        };
        yield return new LimitRow(
            "Describe calls of instances that boot at once (estimate)",
            resource,
            DescribeTokens + (DescribeRefillPerSecond * SpreadSeconds),
            0,
            peak * CallsPerBoot,
            ceiling * CallsPerBoot,
            $"token bucket of a Describe action over {SpreadSeconds} s; {CallsPerBoot} calls of each instance assumed",
            Fix + "; let instances read tags from instance metadata instead of the API")
        {
            IsEstimate = true,
        };
    }

    /// <summary>Launches of the largest stage; all of the growth when the plan has no stages.</summary>
    private static int AtOnce(CompiledPlan plan, List<GroupUse> groups)
    {
        var sizes = groups.ToDictionary(g => g.Component, g => g.Units);
        var largest = 0;
        foreach (var stage in plan.Stages.OrderBy(s => s.Number))
        {
            var launches = 0;
            foreach (var goal in stage.Goals.Where(g => sizes.ContainsKey(g.Component)))
            {
                launches += Math.Max(0, goal.Floor - sizes[goal.Component]);
                sizes[goal.Component] = Math.Max(goal.Floor, sizes[goal.Component]);
            }

            largest = Math.Max(largest, launches);
        }

        // What the stages leave to the groups' own policies may come at once when the load does.
        var rest = groups.Sum(g => Math.Max(
            0,
            PlannedUnits.AtPeak(plan, plan.FindComponent(g.Component)!) - sizes[g.Component]));
        return Math.Max(largest, rest);
    }
}
