using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>REL-03, REL-04 and REL-05: the loss of a zone, and how to fail over.</summary>
internal static class SpreadChecks
{
    public const string ZoneLoss = "zone-loss";

    // Their services run them in several zones whatever the customer does.
    private static readonly string[] Regional = ["dynamodb", "lambda", "cassandra", "comprehend"];

    public static Verdict Zones(ReviewFacts facts) => Verdicts.All(
        Verdict.Of(facts.Groups, "groups", OfGroup),
        Verdict.Of(facts.Balancers, "load balancers", balancer => Verdicts.If(
            balancer.Zones.Count < 2,
            balancer.Label,
            $"it has nodes in {Zone(balancer.Zones)} only",
            "give it a subnet in a second zone")),
        Standalone(facts),
        Targets(facts),
        ZoneTried(facts));

    public static Verdict Databases(ReviewFacts facts) => Verdict.Of(
        facts.Databases.Where(d => d.ReplicaOf is null),
        "databases",
        database => Verdicts.If(
            !database.IsMultiZone && database.ClusterZones.Count < 2,
            database.Label,
            database.Cluster is { } cluster
                ? $"all members of its cluster {cluster} are in {Zone(database.ClusterZones)}"
                : "it has no standby in another zone",
            database.Cluster is null
                ? "make it multi-AZ, well before the event: the change loads it"
                : "add a reader in another zone"));

    public static Verdict Failover(ReviewFacts facts) => Verdicts.All(
        Verdict.Of(
            new Seen<Component>(facts.Plan.Components, facts.Contingencies.Unread),
            "components",
            component => Verdicts.If(
                facts.Contingencies.Unread.Count == 0
                    && !facts.Contingencies.Items.Any(c => c.Components.Contains(component.Name)),
                $"component {component.Name}",
                "no contingency of the plan says what is done when it fails",
                "add a contingency with a runbook that touches it")),
        Verdict.Of(facts.Contingencies, "contingencies", contingency => contingency.Doubt is { } doubt
            ? [new Finding($"contingency {contingency.Name}", doubt, "rehearse or drill it")]
            : []));

    private static IEnumerable<Finding> OfGroup(GroupView group)
    {
        if (group.Zones.Count < 2)
        {
            return
            [
                new Finding(group.Label, $"it launches in {Zone(group.Zones)} only", "add subnets of other zones to it"),
            ];
        }

        var serving = group.Members.Where(m => m.IsInService).ToList();
        var zones = serving.Select(m => m.Zone).Distinct(StringComparer.Ordinal).ToList();
        return Verdicts.If(
            serving.Count > 1 && zones.Count == 1,
            group.Label,
            $"all {serving.Count} instances in service are in {zones.FirstOrDefault()}",
            "find out why it launches nowhere else: a suspended AZRebalance, a lack of capacity, a zone shifted away");
    }

    private static Verdict Standalone(ReviewFacts facts)
    {
        var components = facts.Plan.Components.Where(c => c.Resource is Resource.StandaloneInstances);
        return Verdict.Of(
            new Seen<Component>(EquatableList.From(components), []).Beside(facts.Instances.Unread),
            "components of single instances",
            component =>
            {
                var ids = ((Resource.StandaloneInstances)component.Resource).Ids.Select(i => i.Value).ToHashSet();
                var found = facts.Instances.Items.Where(i => ids.Contains(i.Id)).ToList();
                var zones = found.Select(i => i.Zone).Distinct(StringComparer.Ordinal).ToList();
                return Verdicts.If(
                    found.Count > 0 && zones.Count < 2,
                    $"component {component.Name}",
                    $"all of it ({Verdicts.Few([.. found.Select(i => i.Id)])}) is in {Zone(zones)}",
                    "run a second instance in another zone");
            });
    }

    private static Verdict Targets(ReviewFacts facts)
    {
        var targets = facts.Plan.Components.Select(c => c.Resource).OfType<Resource.ScalableTarget>().ToList();
        var unread = targets.Where(t => !Regional.Contains(t.ServiceNamespace))
            .Select(t => $"the zones of {t.Label} are not read; attest them");
        return Verdict.Of(
            new Seen<Resource.ScalableTarget>(EquatableList.From(targets), EquatableList.From(unread)),
            "scalable targets",
            _ => []);
    }

    // Whoever tried it by hand can attest it, so that nobody tried it here is no proof that nobody did.
    private static Verdict ZoneTried(ReviewFacts facts)
    {
        var rehearsed = facts.Contingencies.Where(c => c.Fault?.Split(':')[0] == ZoneLoss);
        var verdict = Verdict.Of(rehearsed, "contingencies for the loss of a zone", contingency => Verdicts.If(
            contingency.Failed,
            $"contingency {contingency.Name}",
            $"it did not hold when the loss of a zone was tried at {contingency.TriedAt:u}",
            "see its rehearsal, repair it and rehearse it again"));
        return verdict.Answer == ReviewAnswer.No || facts.Contingencies.Unread.Count > 0 ? verdict
            : rehearsed.Items.Any(c => c is { Doubt: null, TriedAt: not null }) ? verdict
            : Verdict.CouldNotTell(
                $"the loss of a zone was not tried: rehearse a contingency with the fault {ZoneLoss}, or attest the test");
    }

    private static string Zone(IReadOnlyList<string> zones) => zones.Count == 0 ? "no zone" : zones[0];
}
