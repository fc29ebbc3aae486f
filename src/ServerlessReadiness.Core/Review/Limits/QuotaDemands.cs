using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Which quotas the plan's components meet, and with how much.</summary>
public static class QuotaDemands
{
    private const string Ec2 = VcpuQuotas.Service;
    private const decimal GiBInTiB = 1024;

    /// <summary>A group replaces one member at a time, and launches before it terminates (ADR 0004).</summary>
    private const int Overlap = 1;

    private static readonly QuotaKey TasksPerService = new("ecs", "", "Tasks per service");
    private static readonly QuotaKey FargateCpus =
        new("fargate", "L-3032A538", "Fargate On-Demand vCPU resource count");

    private static readonly QuotaKey TableReads = new("dynamodb", "L-CF0CBE56", "Table-level read throughput limit");
    private static readonly QuotaKey TableWrites = new("dynamodb", "L-AB614373", "Table-level write throughput limit");
    private static readonly QuotaKey Concurrency = new("lambda", "L-B99A9384", "Concurrent executions");

    /// <summary>Storage of each volume type in the region, in TiB.</summary>
    private static readonly EquatableList<(string Type, QuotaKey Key)> Storage =
    [
        ("gp2", new QuotaKey(Ec2, "L-D18FCD1D", "Storage for General Purpose SSD (gp2) volumes, in TiB")),
        ("gp3", new QuotaKey(Ec2, "L-7A658B76", "Storage for General Purpose SSD (gp3) volumes, in TiB")),
        ("io1", new QuotaKey(Ec2, "L-FD252861", "Storage for Provisioned IOPS SSD (io1) volumes, in TiB")),
        ("io2", new QuotaKey(Ec2, "L-09BD8365", "Storage for Provisioned IOPS SSD (io2) volumes, in TiB")),
    ];

    /// <summary>The volume type whose storage a quota of EC2 counts; null for all others.</summary>
    public static string? VolumeTypeOf(QuotaKey key) => Storage.FirstOrDefault(s => s.Key == key).Type;

    public static EquatableList<QuotaDemand> Of(CompiledPlan plan, EquatableList<GroupUse> groups)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(groups);
        return EquatableList.From(
            groups.SelectMany(g => OfGroup(plan, g))
                .Concat(plan.Components.SelectMany(c => OfTarget(plan, c))));
    }

    private static IEnumerable<QuotaDemand> OfGroup(CompiledPlan plan, GroupUse group)
    {
        if (plan.FindComponent(group.Component) is not { } component)
        {
            return [];
        }

        var peak = Math.Max(group.Units, PlannedUnits.AtPeak(plan, component));
        var ceiling = Math.Max(group.Units, component.Ceiling);
        return Cpus(group, peak, ceiling).Concat(group.Volumes.SelectMany(v => Disks(group, v, peak, ceiling)));
    }

    private static IEnumerable<QuotaDemand> Cpus(GroupUse group, int peak, int ceiling)
    {
        var share = group.Share;
        var kinds = new (bool Spot, Func<int, int> Of)[] { (false, share.OnDemand), (true, share.Spot) }
            .Where(k => k.Of(ceiling) > 0);
        foreach (var (spot, of) in kinds)
        {
            // Every type of a family may be the one that all further instances have, so the largest counts.
            foreach (var family in group.Types.GroupBy(t => VcpuQuotas.Of(t.Type, spot)))
            {
                var key = family.Key ?? new QuotaKey(Ec2, "", $"vCPUs of {family.First().Type} instances");
                var why = family.Key is null ? $"no quota is known for {string.Join(", ", family.Select(t => t.Type))}"
                    : group.IsWeighted ? "the group counts its capacity in weights of its types"
                    : family.Any(t => t.VirtualCpus is null)
                        ? $"the vCPUs of {string.Join(", ", family.Where(t => t.VirtualCpus is null).Select(t => t.Type))}"
                        + " could not be read; allow ec2:DescribeInstanceTypes"
                    : null;
                var each = family.Max(t => t.VirtualCpus ?? 0);
                yield return Grown(group, key, units => each * of(units), peak, ceiling, each, why);
            }
        }

        if (group.Types.Count == 0)
        {
            yield return Grown(
                group,
                new QuotaKey(Ec2, "", "vCPUs of running instances"),
                _ => 0,
                peak,
                ceiling,
                0,
                "the group has no instance and its launch template names no instance type that could be read");
        }
    }

    private static IEnumerable<QuotaDemand> Disks(GroupUse group, VolumeSize volume, int peak, int ceiling) =>
        Storage.FirstOrDefault(s => s.Type == volume.Type) is { Key: { } key }
            ? [
                Grown(
                    group,
                    key,
                    units => units * volume.GiB / GiBInTiB,
                    peak,
                    ceiling,
                    volume.GiB / GiBInTiB,
                    group.IsWeighted ? "the group counts its capacity in weights of its types" : null),
            ]
            : [];

    private static QuotaDemand Grown(
        GroupUse group,
        QuotaKey key,
        Func<int, decimal> use,
        int peak,
        int ceiling,
        decimal each,
        string? why)
    {
        var overlap = Overlap * each;
        return new QuotaDemand(
            group.Account,
            group.Region,
            key,
            $"group {group.Name}",
            why is null ? use(peak) - use(group.Units) + overlap : null,
            why is null ? use(ceiling) - use(group.Units) + overlap : null,
            why);
    }

    private static IEnumerable<QuotaDemand> OfTarget(CompiledPlan plan, Component component)
    {
        if (component.Resource is not Resource.ScalableTarget target)
        {
            return [];
        }

        var peak = PlannedUnits.AtPeak(plan, component);
        QuotaDemand Want(QuotaKey key) =>
            new(target.Account, target.Region, key, target.Label, peak, component.Ceiling);
        return target.Dimension switch
        {
            "ecs:service:DesiredCount" =>
            [
                Want(TasksPerService) with { Thing = target.Label },
                Want(FargateCpus) with
                {
                    AtPeak = null,
                    AtCeiling = null,
                    Unknown = "the CPU of the service's tasks is not read; compare by hand, unless instances run it",
                },
            ],
            "dynamodb:table:ReadCapacityUnits" or "dynamodb:index:ReadCapacityUnits" =>
                [Want(TableReads) with { Thing = target.Label }],
            "dynamodb:table:WriteCapacityUnits" or "dynamodb:index:WriteCapacityUnits" =>
                [Want(TableWrites) with { Thing = target.Label }],

            // Provisioned concurrency is taken out of the account's concurrent executions; what is provisioned on a
            // normal day is part of the present use.
            "lambda:function:ProvisionedConcurrency" =>
            [
                Want(Concurrency) with
                {
                    AtPeak = Math.Max(0, peak - (component.Model?.NormalUnits ?? 0)),
                    AtCeiling = Math.Max(0, component.Ceiling - (component.Model?.NormalUnits ?? 0)),
                },
            ],
            _ => [],
        };
    }
}
