using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Targets of target groups and of load balancers.</summary>
internal static class TargetRows
{
    private const string Elb = "elasticloadbalancing";
    private const int Overlap = 1;

    public static readonly QuotaKey PerGroup =
        new(Elb, "L-A0D0B863", "Targets per Target Group per Region (instances or IP addresses)");

    public static readonly QuotaKey PerApplication = new(Elb, "L-7E6692B2", "Targets per Application Load Balancer");

    public static readonly QuotaKey PerNetwork = new(Elb, "L-EEF1AD04", "Targets per Network Load Balancer");

    public static readonly QuotaKey RulesPerApplication =
        new(Elb, "L-7EED9B64", "Rules per Application Load Balancer");

    internal static IEnumerable<LimitRow> Of(CompiledPlan plan, LimitFacts facts)
    {
        var grown = facts.TargetGroups.Items
            .Select(t => (Group: t, Growth: GrowthOf(plan, facts, t)))
            .ToList();
        var groups = grown
            .Where(t => facts.Groups.Items.Any(g => g.TargetGroups.Contains(t.Group.Arn)))
            .Select(t => Row(facts, t.Group, PerGroup, $"target group {t.Group.Name}", t.Group.Targets, t.Growth));
        var balancers = grown
            .Where(t => t.Group.LoadBalancer is not null)
            .GroupBy(t => t.Group.LoadBalancer!)
            .Select(b => Row(
                facts,
                b.First().Group,
                BalancerKey(b.Key),
                $"load balancer {NameOf(b.Key)}",
                b.Sum(t => t.Group.Targets),
                (b.Sum(t => t.Growth.Peak), b.Sum(t => t.Growth.Ceiling))));
        return groups.Concat(balancers);
    }

    /// <summary>The quotas that a target group meets.</summary>
    internal static IEnumerable<QuotaKey> KeysOf(TargetGroupUse target) =>
        target.LoadBalancer is { } balancer ? [PerGroup, BalancerKey(balancer)] : [PerGroup];

    private static QuotaKey BalancerKey(string arn) =>
        arn.Contains(":loadbalancer/net/", StringComparison.Ordinal) ? PerNetwork : PerApplication;

    internal static string NameOf(string arn) => arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static (int Peak, int Ceiling) GrowthOf(CompiledPlan plan, LimitFacts facts, TargetGroupUse target)
    {
        var members = facts.Groups.Items
            .Where(g => g.TargetGroups.Contains(target.Arn) && plan.FindComponent(g.Component) is not null)
            .Select(g => (Group: g, Component: plan.FindComponent(g.Component)!))
            .ToList();
        return (
            members.Sum(m => PlannedUnits.Growth(PlannedUnits.AtPeak(plan, m.Component), m.Group) + Overlap),
            members.Sum(m => PlannedUnits.Growth(m.Component.Ceiling, m.Group) + Overlap));
    }

    private static LimitRow Row(
        LimitFacts facts,
        TargetGroupUse place,
        QuotaKey key,
        string resource,
        int now,
        (int Peak, int Ceiling) growth) => OfQuota(facts, key, place.Account, place.Region, resource, now, growth);

    internal static LimitRow OfQuota(
        LimitFacts facts,
        QuotaKey key,
        string account,
        string region,
        string resource,
        int now,
        (int Peak, int Ceiling) growth)
    {
        var quota = facts.Quotas.Items
            .FirstOrDefault(q => q.Account == account && q.Region == region && q.Key == key);
        return new LimitRow(
            quota?.Name ?? key.Name,
            $"{resource} in {region} of {account}",
            quota?.Value,
            now,
            now + growth.Peak,
            now + growth.Ceiling,
            $"Service Quotas {key}{(quota is null or { IsApplied: true } ? "" : ", default")}; use counted",
            "request an increase: readiness review quotas --request-increases")
        {
            Unknown = quota is null ? $"the quota {key} could not be read" : null,
            Unread = quota is null ? key : null,
            Quota = quota,
        };
    }
}
