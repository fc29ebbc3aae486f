using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads names, what they lead to, and the actions that move their traffic.</summary>
internal static class DnsReader
{
    private const int StepPercentDefault = 25;
    private static readonly TimeSpan SoakDefault = TimeSpan.FromMinutes(2);

    /// <summary>What a stage needs beside its soak: in sync, and the TTL.</summary>
    private static readonly TimeSpan StageTakes = TimeSpan.FromMinutes(5);

    /// <summary>What may be waited for: room, an alarm to end.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(30);

    /// <summary>Which actions each key belongs to.</summary>
    private static readonly (string Key, string[] Actions)[] Parameters =
    [
        ("to", ["dns.shift"]),
        ("stepPercent", ["dns.shift", "dns.restore"]),
        ("soak", ["dns.shift", "dns.restore"]),
        ("stopOn", ["dns.shift"]),
        ("endpoint", ["dns.failover"]),
        ("minimum", ["capacity.release"]),
    ];

    /// <summary>Keys of other actions are a mistake.</summary>
    public static void RefuseForeign(Section section, string? word) =>
        ActionKeys.RefuseForeign(section, word, Parameters);

    /// <summary>The action that the word names; null when it is none of these.</summary>
    public static StepAction? Read(Section section, string? word) => word switch
    {
        "dns.shift" => new StepAction.DnsShift(
            Shares(section), Step(section), Soak(section), EquatableList.From(section.Texts("stopOn"))),
        "dns.restore" => new StepAction.DnsRestore(Step(section), Soak(section)),
        "dns.failover" => new StepAction.DnsFailover(section.Text("endpoint")),
        "dns.failback" => new StepAction.DnsFailback(),
        "capacity.keep" => new StepAction.CapacityKeep(),
        "capacity.release" => new StepAction.CapacityRelease(section.Whole("minimum") ?? 0),
        _ => null,
    };

    /// <summary>How long the action takes at most, from its stages; null when it has none.</summary>
    public static TimeSpan? Timeout(Section section, string? word) => word is "dns.shift" or "dns.restore"
        ? (DnsShares.Whole / Math.Clamp(Step(section), 1, DnsShares.Whole) + 1) * (StageTakes + Soak(section)) + Slack
        : null;

    public static Resource.DnsRecords Resource(Section section, string account, string region)
    {
        var dns = section.Child("dns", DnsShapes.Dns);
        return new Resource.DnsRecords(
            account,
            region,
            dns.Text("zone") ?? "?",
            dns.Text("name") ?? "?",
            dns.Text("type") ?? "A",
            dns.Choice("policy", Words.DnsPolicies) is { } policy ? (DnsPolicy)policy : DnsPolicy.Weighted);
    }

    public static EquatableList<Endpoint> Endpoints(Compilation all, Section component, string compiled)
    {
        var endpoints = new List<Endpoint>();
        foreach (var (name, node) in component.Entries("endpoints"))
        {
            var section = all.Open(node, DnsShapes.Endpoint, $"{compiled}.endpoints[{endpoints.Count}]");
            endpoints.Add(new Endpoint(
                name,
                section.Name<ComponentName>("component"),
                EquatableList.From(section.Texts("alarms")),
                section.Flag("static") ?? false,
                section.Text("load")));
        }

        return EquatableList.From(endpoints);
    }

    private static int Step(Section section) => section.WholePercent("stepPercent") ?? StepPercentDefault;

    private static TimeSpan Soak(Section section) => section.Duration("soak") ?? SoakDefault;

    private static EquatableList<EndpointShare> Shares(Section section)
    {
        if (section["to"] is not YamlNode.Mapping)
        {
            return section.Text("to") is { } one ? [new EndpointShare(one, DnsShares.Whole)] : [];
        }

        var shares = new List<EndpointShare>();
        foreach (var (name, node) in section.Entries("to"))
        {
            var percent = node is YamlNode.Scalar scalar ? ScalarText.Percent(scalar.Text) : null;
            if (percent is not { } share || share != decimal.Truncate(share) || share is < 0 or > DnsShares.Whole)
            {
                section.Refuse(
                    "to", $"{Section.Show(node)} is no share of {name}", "write whole percents, such as 40%");
                continue;
            }

            shares.Add(new EndpointShare(name, (int)share));
        }

        return EquatableList.From(shares);
    }
}
