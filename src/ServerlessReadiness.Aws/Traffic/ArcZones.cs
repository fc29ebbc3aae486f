using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Traffic;

using Amazon.ARCZonalShift.Model;
using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;

/// <summary>
/// Zones of load balancers and Auto Scaling groups, zonal shifts through AWSSDK.ARCZonalShift, and subnets of groups.
/// </summary>
public sealed class ArcZones(AwsClients clients, TimeProvider time) : IZones
{
    // The service's own limits.
    private const int CommentLengthMax = 128;
    private static readonly TimeSpan ShiftMin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShiftMax = TimeSpan.FromDays(3);

    public async Task<ZonesSnapshot> ReadAsync(Resource resource, CancellationToken cancellationToken)
    {
        var (arn, subnets) = await PlacesAsync(resource, cancellationToken);
        var zones = ZonesAsync(resource, subnets, cancellationToken);
        var managed = ManagedAsync(resource, arn, cancellationToken);
        await Task.WhenAll(zones, managed);
        return new ZonesSnapshot(
            await zones,
            EquatableList.From(((await managed)?.ZonalShifts ?? []).Select(s => new ZonalShift(
                s.ZonalShiftId,
                s.AwayFrom,
                Instant.Of(s.ExpiryTime) ?? DateTimeOffset.MaxValue,
                s.Comment ?? ""))),
            await managed is not null);
    }

    public async Task PerformAsync(
        Resource resource,
        Change.StartZonalShift change,
        CancellationToken cancellationToken)
    {
        var lasts = change.ExpiresAt - time.GetUtcNow();
        if (lasts < ShiftMin || lasts > ShiftMax)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{resource.Label}: a shift away from zone {change.Zone} until {change.ExpiresAt:u} is not possible; it "
                + "must last from one minute to three days. Nothing was changed; correct the time in the plan.");
        }

        var (arn, _) = await PlacesAsync(resource, cancellationToken);
        var request = new StartZonalShiftRequest
        {
            ResourceIdentifier = arn,
            AwayFrom = change.ZoneId,
            ExpiresIn = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(lasts.TotalMinutes):0}m"),
            Comment = change.Comment[..Math.Min(change.Comment.Length, CommentLengthMax)],
        };
        await Call(resource, "arc-zonal-shift:StartZonalShift").SendAsync(
            clients,
            () => clients.ZonalShifts(Location.Of(resource), ClientUse.Effect)
                .StartZonalShiftAsync(request, cancellationToken),
            cancellationToken);
    }

    public async Task PerformAsync(
        Resource resource,
        Change.CancelZonalShift change,
        CancellationToken cancellationToken)
    {
        var request = new CancelZonalShiftRequest { ZonalShiftId = change.ShiftId };
        try
        {
            await Call(resource, "arc-zonal-shift:CancelZonalShift").SendAsync(
                clients,
                () => clients.ZonalShifts(Location.Of(resource), ClientUse.Effect)
                    .CancelZonalShiftAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException gone) when (gone.Failure == PortFailure.NotFound)
        {
            // It has ended: what does not exist keeps nothing away.
        }
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupSubnets change,
        CancellationToken cancellationToken)
    {
        var request = new UpdateAutoScalingGroupRequest
        {
            AutoScalingGroupName = group.Name,
            VPCZoneIdentifier = string.Join(',', change.To),
        };
        return Call(group, "autoscaling:UpdateAutoScalingGroup").SendAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Effect)
                .UpdateAutoScalingGroupAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>What ARC names the resource by, and the subnets that it uses.</summary>
    private Task<(string Arn, IReadOnlyList<string> Subnets)> PlacesAsync(
        Resource resource,
        CancellationToken cancellationToken) => resource switch
        {
            Resource.Listener listener => OfLoadBalancerAsync(listener, cancellationToken),
            Resource.AutoScalingGroup group => OfGroupAsync(group, cancellationToken),
            _ => throw new PortException(
                PortFailure.Refused,
                $"{resource.Label} has no zones to move out of; use a listener or an Auto Scaling group."),
        };

    private async Task<(string Arn, IReadOnlyList<string> Subnets)> OfLoadBalancerAsync(
        Resource.Listener listener,
        CancellationToken cancellationToken)
    {
        var request = new DescribeLoadBalancersRequest { LoadBalancerArns = [listener.LoadBalancerArn] };
        var response = await Call(listener, "elasticloadbalancing:DescribeLoadBalancers").SendAsync(
            clients,
            () => clients.LoadBalancers(Location.Of(listener), ClientUse.Read)
                .DescribeLoadBalancersAsync(request, cancellationToken),
            cancellationToken);
        return response.LoadBalancers?.FirstOrDefault() is { } found
            ? (found.LoadBalancerArn, [.. (found.AvailabilityZones ?? []).Select(z => z.SubnetId)])
            : throw Absent(listener, "load balancer");
    }

    private async Task<(string Arn, IReadOnlyList<string> Subnets)> OfGroupAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [group.Name] };
        var response = await Call(group, "autoscaling:DescribeAutoScalingGroups").SendAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Read)
                .DescribeAutoScalingGroupsAsync(request, cancellationToken),
            cancellationToken);
        return response.AutoScalingGroups?.FirstOrDefault() is { } found
            ? (found.AutoScalingGroupARN, Split(found.VPCZoneIdentifier))
            : throw Absent(group, "Auto Scaling group");
    }

    private async Task<EquatableList<ZoneView>> ZonesAsync(
        Resource resource,
        IReadOnlyList<string> subnets,
        CancellationToken cancellationToken)
    {
        // Without ids EC2 describes every subnet of the account.
        if (subnets.Count == 0)
        {
            return [];
        }

        var request = new DescribeSubnetsRequest { SubnetIds = [.. subnets] };
        var response = await Call(resource, "ec2:DescribeSubnets").SendAsync(
            clients,
            () => clients.Ec2(Location.Of(resource), ClientUse.Read).DescribeSubnetsAsync(request, cancellationToken),
            cancellationToken);
        return EquatableList.From((response.Subnets ?? [])
            .GroupBy(s => (s.AvailabilityZone, s.AvailabilityZoneId))
            .OrderBy(z => z.Key.AvailabilityZone, StringComparer.Ordinal)
            .Select(z => new ZoneView(
                z.Key.AvailabilityZone,
                z.Key.AvailabilityZoneId,
                EquatableList.From(z.Select(s => s.SubnetId).Order(StringComparer.Ordinal)))));
    }

    /// <summary>Null when ARC does not know the resource: zonal shift is not enabled for it.</summary>
    private async Task<GetManagedResourceResponse?> ManagedAsync(
        Resource resource,
        string arn,
        CancellationToken cancellationToken)
    {
        var request = new GetManagedResourceRequest { ResourceIdentifier = arn };
        try
        {
            return await Call(resource, "arc-zonal-shift:GetManagedResource").SendAsync(
                clients,
                () => clients.ZonalShifts(Location.Of(resource), ClientUse.Read)
                    .GetManagedResourceAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException unknown) when (unknown.Failure == PortFailure.NotFound)
        {
            return null;
        }
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static PortException Absent(Resource resource, string kind) => new(
        PortFailure.NotFound,
        $"There is no {kind} for {resource.Label} in account {resource.Account}, {resource.Region}. Check the name, "
        + "account and region in the plan.");

    private static AwsCall Call(Resource resource, string operation) =>
        new(resource.Label, Location.Of(resource), operation);
}
