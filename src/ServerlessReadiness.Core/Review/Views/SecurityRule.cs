using System.Globalization;

namespace ServerlessReadiness.Core.Review.Views;

/// <summary>One source that a security group lets in.</summary>
/// <param name="Protocol">tcp, udp, icmp, a number; -1 for all.</param>
/// <param name="From">The first port; null when the protocol has none, or for all.</param>
/// <param name="To">The last port.</param>
/// <param name="Source">An address range, a security group or a prefix list.</param>
public sealed record SecurityRule(string Protocol, int? From, int? To, string Source)
{
    // No single organisation has so many addresses: whoever writes it means everybody.
    private const int WidestIpv4 = 8;
    private const int WidestIpv6 = 16;

    /// <summary>Whether the source is the internet, whole or cut in large parts.</summary>
    public bool IsFromAnywhere
    {
        get
        {
            var slash = Source.IndexOf('/', StringComparison.Ordinal);
            return slash > 0
                && int.TryParse(Source.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
                && (Source.Contains(':', StringComparison.Ordinal)
                    ? bits < WidestIpv6 && !IsPrivateIpv6
                    : bits < WidestIpv4);
        }
    }

    // fc00::/7 is for private networks.
    private bool IsPrivateIpv6 => Source.StartsWith("fc", StringComparison.OrdinalIgnoreCase)
        || Source.StartsWith("fd", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it lets in nothing but HTTP and HTTPS. A name leads there, so anyone may come.</summary>
    public bool IsWebOnly => Protocol is "tcp" or "6" or "udp" or "17"
        && From == To
        && (To == 443 || (To == 80 && Protocol is "tcp" or "6"));

    /// <summary>ICMP has no ports, and what it lets in is needed to find how large a packet may be.</summary>
    public bool IsIcmp => Protocol is "icmp" or "icmpv6" or "1" or "58";

    public override string ToString() => (Protocol, From, To) switch
    {
        ("-1", _, _) => $"everything from {Source}",
        (_, null, _) or (_, _, null) => $"protocol {Protocol} from {Source}",
        _ when From == To => $"{Protocol} {From} from {Source}",
        _ => $"{Protocol} {From}-{To} from {Source}",
    };
}
