using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>SEC-10, SEC-11 and PERF-08: what is let in, and how it is protected on its way.</summary>
internal static class NetworkChecks
{
    /// <summary>The default quota is 60 rules of a direction; more than this is a list that nobody reads.</summary>
    public const int RulesMax = 50;

    private const int HttpPort = 80;

    // Security policies name the oldest protocol that they accept: TLS 1.0 and 1.1 are broken.
    private static readonly string[] CurrentPolicies = ["-1-2-", "-1-3-"];

    public static Verdict OpenToAnyone(ReviewFacts facts) => Verdict.Of(
        facts.SecurityGroups,
        "security groups",
        group => group.Inbound
            .Where(r => r.IsFromAnywhere && r is { IsWebOnly: false, IsIcmp: false })
            .Select(r => new Finding(
                group.Label,
                $"it lets in {r}",
                "let in only the addresses or security groups that need it; 80 and 443 alone are for everybody")));

    public static Verdict FrontDoors(ReviewFacts facts) => Verdict.Of(
        facts.Listeners,
        "listeners",
        listener => IsPlain(listener)
            ? [new Finding(listener.Label, "callers reach it without encryption", "redirect it to HTTPS")]
            : Verdicts.If(
                listener is { Protocol: "HTTPS" or "TLS", SslPolicy: { } policy }
                    && !CurrentPolicies.Any(c => policy.Contains(c, StringComparison.Ordinal)),
                listener.Label,
                $"its security policy {listener.SslPolicy} accepts TLS older than 1.2",
                "set ELBSecurityPolicy-TLS13-1-2-2021-06 or a newer one"));

    public static Verdict RuleCount(ReviewFacts facts) => Verdict.Of(
        facts.SecurityGroups,
        "security groups",
        group => Verdicts.If(
                group.Inbound.Count > RulesMax,
                group.Label,
                $"it has {group.Inbound.Count} inbound rules, each source counted",
                $"keep to {RulesMax}: put addresses into a prefix list, or name security groups as sources")
            .Concat(Verdicts.If(
                group.OutboundRules > RulesMax,
                group.Label,
                $"it has {group.OutboundRules} outbound rules, each target counted",
                $"keep to {RulesMax}: put addresses into a prefix list")));

    // Inside the network plain HTTP is the workload's choice; TCP on another port may carry TLS of its own.
    private static bool IsPlain(ListenerView listener) => listener.IsPublic
        && (listener is { Protocol: "HTTP", RedirectsToHttps: false }
            || listener is { Protocol: "TCP" or "TCP_UDP", Port: HttpPort });
}
