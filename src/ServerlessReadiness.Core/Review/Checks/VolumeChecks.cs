using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>REL-11, REL-12 and PERF-05: volumes.</summary>
internal static class VolumeChecks
{
    /// <summary>A daily snapshot, and time for it to be late.</summary>
    public static readonly TimeSpan SnapshotAgeMax = TimeSpan.FromHours(26);

    private const double MebiToMega = 1.048576;

    public static Verdict Snapshots(ReviewFacts facts)
    {
        var newest = facts.Snapshots.Items.DistinctBy(s => s.Volume).ToDictionary(s => s.Volume, s => s.NewestAt);
        // The root volume of a group's instance is made anew from the image with each launch.
        var launched = facts.Instances.Items.Where(i => i.Group is not null).Select(i => i.Id).ToHashSet();
        var kept = facts.Volumes.Where(v => !v.IsRoot || v.Instance is null || !launched.Contains(v.Instance));
        return Verdict.Of(
            kept.Beside(kept.Items.Count == 0 ? [] : facts.Snapshots.Unread),
            "volumes that keep data",
            volume => !newest.TryGetValue(volume.Id, out var at) ? []
                : Verdicts.If(
                    at is null || at < facts.Now - SnapshotAgeMax,
                    volume.Label,
                    at is { } last ? $"its newest snapshot is of {last:u}" : "it has no snapshot",
                    "take one a day, for example by Data Lifecycle Manager, and one right before the event"));
    }

    public static Verdict DataApart(ReviewFacts facts) => Verdict.Of(
        facts.Instances,
        "instances",
        // What a group launches anew keeps nothing on its root volume that would be missed.
        instance => Verdicts.If(
            instance.Group is null && instance.Volumes.All(v => v.IsRoot),
            instance.Label,
            "its data is on the volume that the operating system starts from",
            "put the data on a volume of its own"));

    public static Verdict Throughput(ReviewFacts facts)
    {
        var types = facts.InstanceTypes.Items.DistinctBy(t => t.Type).ToDictionary(t => t.Type);
        var volumes = facts.Volumes.Items.Where(v => v.Instance is not null).ToLookup(v => v.Instance!);
        var seen = facts.Instances.Where(i => volumes.Contains(i.Id));
        return Verdict.Of(
            seen.Beside(
                facts.Volumes.Unread,
                seen.Items.Count == 0 ? [] : facts.InstanceTypes.Unread),
            "instances with volumes",
            instance => OfInstance(instance, types.GetValueOrDefault(instance.Type), [.. volumes[instance.Id]])
                .Concat(volumes[instance.Id].Where(IsWithoutPromise).Select(v => new Finding(
                    v.Label,
                    $"it is {v.Type}, which promises no operations a second",
                    "make it gp3 or io2 with the operations that the planned peak needs"))));
    }

    private static IEnumerable<Finding> OfInstance(
        InstanceView instance,
        InstanceTypeView? type,
        IReadOnlyList<VolumeView> volumes)
    {
        if (type is null)
        {
            yield break;
        }

        if (type.EbsOptimised == "unsupported" || (type.EbsOptimised == "supported" && !instance.IsEbsOptimised))
        {
            yield return new Finding(
                instance.Label,
                $"as a {type.Type} it shares its network with its volumes",
                type.EbsOptimised == "supported" ? "turn EBS optimisation on" : "take a type that is EBS-optimised");
        }

        var wanted = volumes.Sum(MBps);
        if (type.BaselineMBps is { } carried && wanted > carried)
        {
            yield return new Finding(
                instance.Label,
                $"its volumes can do {wanted:0} MB/s together, a {type.Type} carries {carried:0} MB/s at all times",
                "take a type that carries more, or fewer and slower volumes");
        }

        var operations = volumes.Sum(v => v.Iops ?? 0);
        if (type.BaselineIops is { } iops && operations > iops)
        {
            yield return new Finding(
                instance.Label,
                $"its volumes can do {operations} operations a second together, a {type.Type} carries {iops}",
                "take a type that carries more, or provision fewer");
        }
    }

    // gp2 below this size lives on credits, which a tenfold event uses up; magnetic and cold disks promise nothing.
    private static bool IsWithoutPromise(VolumeView volume) =>
        !volume.IsRoot && (volume.Type is "standard" or "sc1" || volume is { Type: "gp2", SizeGiB: < 1000 });

    // The service's own limits of each type, in MiB a second.
    private static double MBps(VolumeView volume) => MebiToMega * (volume.Type switch
    {
        "gp3" => volume.ThroughputMiBps ?? 125,
        "gp2" => volume.SizeGiB <= 170 ? 128 : 250,
        "io1" => Math.Min(1000, (volume.Iops ?? 0) / 4.0),
        "io2" => Math.Min(4000, (volume.Iops ?? 0) / 4.0),
        "st1" => Math.Min(500, volume.SizeGiB / 1024.0 * 250),
        "sc1" => Math.Min(250, volume.SizeGiB / 1024.0 * 80),
        _ => 40,
    });
}
