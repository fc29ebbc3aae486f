namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Spread over zones, recovery and names.</summary>
internal static class ReliabilityChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } =
    [
        ("REL-01", FleetChecks.OnGroups),
        ("REL-02", FleetChecks.HealthChecks),
        ("REL-03", SpreadChecks.Zones),
        ("REL-04", SpreadChecks.Databases),
        ("REL-05", SpreadChecks.Failover),
        ("REL-06", NameChecks.Aliases),
        ("REL-07", NameChecks.ShortLived),
        ("REL-08", LinkChecks.Tunnels),
        ("REL-09", LinkChecks.Lines),
        ("REL-11", VolumeChecks.Snapshots),
        ("REL-12", VolumeChecks.DataApart),
        ("REL-13", InstanceChecks.LinuxPatches),
    ];
}
