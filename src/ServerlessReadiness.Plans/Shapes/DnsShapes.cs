using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>Names whose traffic is moved, and what the steps that move it say.</summary>
internal static class DnsShapes
{
    public static readonly Shape Dns = new(
        "dns", "The records of one name and type in Route 53, which share its traffic.",
    [
        new("zone", Text, "The hosted zone's id.", "Z0123456789ABCDEFGHIJ")
            { IsRequired = true, Compiled = "hostedZoneId" },
        new("name", Text, "The name, without a dot at its end.", "shop.example.com") { IsRequired = true },
        new("type", Text, "A, AAAA or CNAME.", "AAAA", "A"),
        new("policy", new KeyType.Choice(Words.DnsPolicies), "How the records share the traffic.", "failover", "weighted"),
    ]);

    public static readonly Shape Endpoint = new("endpoint", "One of the places that a name leads to.",
    [
        new("component", Text, "The component that serves what comes there.", "web-eu") { Compiled = "behind" },
        new("alarms", TextList, "Alarms that say that it cannot serve, by their exact names, where that component is.",
            "[web-eu-5xx, web-eu-latency]"),
        new("static", Flag, "Whether it is a static site that can carry anything: the maintenance page.", "true", "false")
            { Compiled = "isStaticPage" },
        new("load", Text, "The plan's metric that counts its requests.", "web-eu-requests"),
    ]);

    /// <summary>What a component with dns says beside it.</summary>
    public static readonly IReadOnlyList<Key> ComponentKeys =
    [
        new("endpoints", MapOf(new KeyType.Of(Endpoint)), "Of dns: what is behind each record, by set identifier.",
            "{ blue: { component: web-eu, alarms: [web-eu-5xx], load: web-eu-requests } }"),
    ];

    public static readonly IReadOnlyList<Key> StepKeys =
    [
        new("to", new KeyType.Either([Text, MapOf(Percent)]),
            "dns.shift: the shares to reach, 100% together, or the one endpoint that gets all; one not named gets none.",
            "{ blue: 40%, green: 60% }") { Compiled = "do.shares" },
        new("stepPercent", Percent, "dns.shift and dns.restore: share of the whole traffic that one stage moves.", "10%",
            "25%") { Compiled = "do.stepPercent" },
        new("soak", Duration, "dns.shift and dns.restore: how long a stage is watched, once it is everywhere.", "5m",
            "2m") { Compiled = "do.soak" },
        new("stopOn", TextList, "dns.shift: alarms that stop it and take it back, by their exact names.",
            "[checkout-errors]", "the component's stop conditions alone") { Compiled = "do.stopOn" },
        new("endpoint", Text, "dns.failover: the endpoint that is taken out.", "blue",
            "the primary; latency records have none, so name it") { Compiled = "do.endpoint" },
        new("minimum", Whole, "capacity.release: the minimum to go back to, unless a floor in force holds more.", "6")
            { Compiled = "do.to" },
    ];
}
