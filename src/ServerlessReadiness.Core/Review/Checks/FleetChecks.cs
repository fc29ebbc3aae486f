using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>REL-01 and REL-02: groups, and who tells that an instance is ill.</summary>
internal static class FleetChecks
{
    public static Verdict OnGroups(ReviewFacts facts)
    {
        var scaled = facts.Plan.Components
            .Where(c => c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget)
            .Select(c => (c.Resource.Label, IsAlone: false));
        var alone = facts.Instances.Items.Where(i => i.Group is null).Select(i => (i.Label, IsAlone: true));
        return Verdict.Of(
            new Seen<(string Label, bool IsAlone)>(EquatableList.From(scaled.Concat(alone)), []).Beside(
                facts.Groups.Unread,
                facts.Instances.Unread),
            "groups, targets and instances",
            thing => Verdicts.If(
                thing.IsAlone,
                thing.Label,
                "no Auto Scaling group owns it, so nothing replaces it and nothing adds to it",
                "run it in an Auto Scaling group, if only of one instance"));
    }

    public static Verdict HealthChecks(ReviewFacts facts) => Verdict.Of(
        facts.Groups.Where(g => g.IsBehindBalancer),
        "groups behind a load balancer",
        group => Verdicts.If(
            !group.HealthCheckType.Split(',', StringSplitOptions.TrimEntries).Contains("ELB"),
            group.Label,
            $"its health check is {group.HealthCheckType}: an instance that the load balancer finds ill is kept",
            "set the health check type to ELB, with a grace period longer than the application's start"));
}
