using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>SEC-12, REL-06 and REL-07: the event's names.</summary>
internal static class NameChecks
{
    public static readonly TimeSpan TtlMax = TimeSpan.FromSeconds(60);

    public static Verdict MailSenders(ReviewFacts facts)
    {
        var senders = facts.Records.Items
            .Where(r => r.Type == "TXT" && r.Values.Any(IsSpf))
            .Select(r => (r.Zone, r.Name))
            .ToHashSet();
        return Verdict.Of(
            facts.Records.Where(r => r.Type == "MX"),
            "MX records",
            record => Verdicts.If(
                !senders.Contains((record.Zone, record.Name)),
                record.Label,
                "no TXT record of that name says with v=spf1 who may send its mail",
                $"add one, such as {record.Name} TXT \"v=spf1 mx -all\""));
    }

    public static Verdict Aliases(ReviewFacts facts) => Verdict.Of(
        OfEvent(facts),
        "records",
        record => Verdicts.If(
            record.Type is "A" or "AAAA" && record.Alias is null,
            record.Label,
            $"it leads to the {(record.Values.Count == 1 ? "address" : "addresses")} "
                + Verdicts.Few([.. record.Values]),
            "make it an alias, or a CNAME, of the service's own name"));

    public static Verdict ShortLived(ReviewFacts facts) => Verdict.Of(
        OfEvent(facts),
        "records",
        record => Verdicts.If(
            record.Ttl > TtlMax,
            record.Label,
            $"resolvers keep it for {record.Ttl?.TotalSeconds:0} s",
            $"set its TTL to {TtlMax.TotalSeconds:0} s or less, at least as long before the event as it is now"));

    /// <summary>A name without a trailing dot, in small letters, as load balancers and records both spell it.</summary>
    public static string Plain(string name)
    {
        const string BothStacks = "dualstack.";
        var plain = name.TrimEnd('.').ToLowerInvariant();
        return plain.StartsWith(BothStacks, StringComparison.Ordinal) ? plain[BothStacks.Length..] : plain;
    }

    // The names that the plan moves, and those that lead to what it scales.
    private static Seen<RecordView> OfEvent(ReviewFacts facts)
    {
        var named = facts.Plan.Components.Select(c => c.Resource)
            .OfType<Resource.DnsRecords>()
            .Select(r => (r.HostedZoneId, Plain(r.Name)))
            .ToHashSet();
        var targets = facts.Balancers.Items.Select(b => Plain(b.DnsName))
            .Concat(facts.Distributions.Items.Select(d => Plain(d.DomainName)))
            .ToHashSet(StringComparer.Ordinal);
        return facts.Records.Where(r => r.Type is "A" or "AAAA" or "CNAME"
            && (named.Contains((r.Zone, Plain(r.Name)))
                || r.Values.Append(r.Alias ?? "").Any(v => targets.Contains(Plain(v)))));
    }

    private static bool IsSpf(string value) =>
        value.TrimStart('"', ' ').StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase);
}
