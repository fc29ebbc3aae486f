using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Aws.Hooks;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review.Limits;

using Amazon.AutoScaling.Model;
using DescribeLaunchTemplateVersionsRequest = Amazon.EC2.Model.DescribeLaunchTemplateVersionsRequest;
using DescribeVolumesRequest = Amazon.EC2.Model.DescribeVolumesRequest;
using Ec2Filter = Amazon.EC2.Model.Filter;
using Ec2Volume = Amazon.EC2.Model.Volume;
using TemplateData = Amazon.EC2.Model.ResponseLaunchTemplateData;

/// <summary>What of a group counts toward limits.</summary>
internal sealed class GroupReads(AwsClients clients, InstanceTypes types)
{
    /// <summary>Members have disks alike, so that some of them tell what a further one brings.</summary>
    private const int SampleMax = 20;

    private readonly AutoScalingHooks _hooks = new(clients);

    public async Task<IReadOnlyList<GroupUse>> ReadAsync(Component component, CancellationToken cancellationToken)
    {
        var group = (Resource.AutoScalingGroup)component.Resource;
        var location = Location.Of(group);
        var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [group.Name] };
        var response = await new AwsCall(group.Label, location, "autoscaling:DescribeAutoScalingGroups").SendAsync(
            clients,
            () => clients.AutoScaling(location, ClientUse.Read)
                .DescribeAutoScalingGroupsAsync(request, cancellationToken),
            cancellationToken);
        var found = response.AutoScalingGroups?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"There is no {group.Label} in account {group.Account}, {group.Region}. Check its name in the plan.");
        var overrides = found.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];
        var members = found.Instances ?? [];
        var template = await TemplateAsync(group, found, cancellationToken);
        var names = members.Select(i => i.InstanceType)
            .Concat(overrides.Select(o => o.InstanceType))
            .Append(overrides.Count == 0 ? template?.InstanceType?.Value : null)
            .Where(t => !string.IsNullOrEmpty(t))
            .Distinct(StringComparer.Ordinal);
        var sizes = new List<TypeSize>();
        foreach (var name in names)
        {
            var facts = await types.FindAsync(location, name!, cancellationToken);
            sizes.Add(new TypeSize(name!, facts?.VirtualCpus));
        }

        return
        [
            new GroupUse(
                component.Name,
                group.Account,
                group.Region,
                group.Name,
                members.Count,
                EquatableList.From(sizes),
                ShareOf(found, template),
                EquatableList.From((found.VPCZoneIdentifier ?? "").Split(
                    ',',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
                EquatableList.From(found.TargetGroupARNs ?? []),
                EquatableList.From(await _hooks.ReadAsync(group, cancellationToken)))
            {
                IsWeighted = overrides.Any(o => o.WeightedCapacity is { Length: > 0 } and not "1"),
                Volumes = await VolumesAsync(group, [.. members.Select(m => m.InstanceId)], cancellationToken),
            },
        ];
    }

    private async Task<TemplateData?> TemplateAsync(
        Resource.AutoScalingGroup group,
        AutoScalingGroup found,
        CancellationToken cancellationToken)
    {
        var specification = found.LaunchTemplate
            ?? found.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
        if (specification is null)
        {
            return null;
        }

        var location = Location.Of(group);
        var request = new DescribeLaunchTemplateVersionsRequest
        {
            LaunchTemplateId = specification.LaunchTemplateId,
            LaunchTemplateName = specification.LaunchTemplateId is null ? specification.LaunchTemplateName : null,
            Versions = [string.IsNullOrEmpty(specification.Version) ? "$Default" : specification.Version],
        };
        var response = await new AwsCall(
            $"launch template of {group.Label}",
            location,
            "ec2:DescribeLaunchTemplateVersions").SendAsync(
            clients,
            () => clients.Ec2(location, ClientUse.Read)
                .DescribeLaunchTemplateVersionsAsync(request, cancellationToken),
            cancellationToken);
        return response.LaunchTemplateVersions?.FirstOrDefault()?.LaunchTemplateData;
    }

    // A distribution without a percentage is all On-Demand.
    private static PurchaseShare ShareOf(AutoScalingGroup group, TemplateData? template) =>
        group.MixedInstancesPolicy is { } policy
            ? new PurchaseShare(
                policy.InstancesDistribution?.OnDemandBaseCapacity ?? 0,
                policy.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity ?? 100)
            : template?.InstanceMarketOptions?.MarketType?.Value == "spot" ? PurchaseShare.SpotOnly
            : PurchaseShare.OnDemandOnly;

    private async Task<EquatableList<VolumeSize>> VolumesAsync(
        Resource.AutoScalingGroup group,
        List<string> members,
        CancellationToken cancellationToken)
    {
        var sample = members.Take(SampleMax).ToList();
        if (sample.Count == 0)
        {
            return [];
        }

        var location = Location.Of(group);
        var volumes = await Pages.AllAsync($"volumes of {group.Label}", async token =>
        {
            var request = new DescribeVolumesRequest
            {
                Filters = [new Ec2Filter { Name = "attachment.instance-id", Values = sample }],
                NextToken = token,
            };
            var response = await new AwsCall($"volumes of {group.Label}", location, "ec2:DescribeVolumes").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeVolumesAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<Ec2Volume>?)response.Volumes, response.NextToken);
        });
        return EquatableList.From(volumes
            .GroupBy(v => v.VolumeType?.Value ?? "standard")
            .Select(v => new VolumeSize(v.Key, Math.Ceiling(v.Sum(d => (decimal)(d.Size ?? 0)) / sample.Count))));
    }
}
