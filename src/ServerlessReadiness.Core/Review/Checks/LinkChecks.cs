namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>REL-08 and REL-09: the links to the corporate network.</summary>
internal static class LinkChecks
{
    public static Verdict Tunnels(ReviewFacts facts) => Verdict.Of(facts.Vpns, "VPN connections", vpn =>
    {
        var down = vpn.Tunnels.Where(t => !t.IsUp).ToList();
        return Verdicts.If(
            vpn.Tunnels.Count - down.Count < 2,
            vpn.Label,
            down.Count == 0
                ? $"it has {vpn.Tunnels.Count} tunnels"
                : $"down: {string.Join(", ", down.Select(t => t.Says.Length == 0 ? t.Address : $"{t.Address} ({t.Says})"))}",
            "bring both tunnels up, with a route over each");
    });

    public static Verdict Lines(ReviewFacts facts)
    {
        var up = facts.DirectConnects.Items.Where(c => c.State == "available").ToLookup(c => c.At.Account);
        return Verdict.Of(
            facts.DirectConnects.Where(c => c.State is not ("deleted" or "deleting" or "rejected")),
            "Direct Connect connections",
            line => line.State != "available"
                ? [new Finding(line.Label, $"it is {line.State}", "bring it up before the event")]
                : Verdicts.If(
                    up[line.At.Account].Select(c => c.Location).Distinct(StringComparer.Ordinal).Count() < 2,
                    line.Label,
                    $"all that is up in the account is plugged in at {line.Location}",
                    "order a second connection in another location, or keep a VPN as its stand-in"));
    }
}
