using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>PERF-03: a CDN in front of what the internet calls.</summary>
internal static class CdnChecks
{
    public static Verdict Fronted(ReviewFacts facts)
    {
        // A distribution fetches from a load balancer by its own name or by one that leads to it.
        var names = facts.Records.Items
            .Where(r => r.Type is "A" or "AAAA" or "CNAME")
            .SelectMany(r => r.Values.Append(r.Alias ?? "")
                .Select(v => (Target: NameChecks.Plain(v), Name: NameChecks.Plain(r.Name))))
            .ToLookup(r => r.Target, r => r.Name);
        var origins = facts.Distributions.Items
            .Where(d => d.IsEnabled)
            .SelectMany(d => d.Origins)
            .Select(NameChecks.Plain)
            .ToHashSet(StringComparer.Ordinal);
        var seen = facts.Balancers.Where(b => b.IsPublic);
        return Verdict.Of(
            seen.Beside(seen.Items.Count == 0 ? [] : facts.Distributions.Unread.Concat(UnreadNames(facts))),
            "load balancers that face the internet",
            balancer =>
            {
                var own = NameChecks.Plain(balancer.DnsName);
                return Verdicts.If(
                    facts.Distributions.Unread.Count == 0 && !names[own].Append(own).Any(origins.Contains),
                    balancer.Label,
                    "no enabled CloudFront distribution fetches from it",
                    "put a distribution in front of it for what can be cached");
            });
    }

    private static EquatableList<string> UnreadNames(ReviewFacts facts) =>
        facts.Plan.Components.Any(c => c.Resource is Resource.DnsRecords) ? facts.Records.Unread : [];
}
