using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Route53;
using Amazon.Route53.Model;
using Amazon.SimpleSystemsManagement.Model;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Bootstrap.Tests;


/// <summary>What stands in front of the fleet: a name, a listener, and what the application reads.</summary>
internal sealed partial class Stage
{
    private const int ZonesMax = 1000;

    public async Task<TrafficWorld> SetUpTrafficAsync()
    {
        var world = new TrafficWorld(
            await CreateListenerAsync(),
            await CreateRecordsAsync(),
            new Resource.Setting(TestPlan.Account, TestPlan.Region, SettingService.SsmParameters, "/shop/features"));
        await SetFeatureAsync("full");
        _resources.AddRange(world.All.Select(r => Application.State.StateKeys.Resource(r.Key)));
        return world;
    }

    public async Task<ListenerSnapshot> ListenerAsync(TrafficWorld world) =>
        await new ElbListeners(_clients).ReadAsync(world.Listener, Cancel);

    /// <summary>The weights by set identifier.</summary>
    public async Task<string> WeightsAsync(TrafficWorld world) => string.Join(
        ", ",
        (await new Route53Dns(_clients).ReadAsync(world.Records, Cancel)).Records);

    public async Task<string> FeatureAsync() => (await _clients.Ssm(Home, ClientUse.Read).GetParameterAsync(
        new GetParameterRequest { Name = TrafficPlan.Feature }, Cancel)).Parameter.Value;

    public Task SetFeatureAsync(string value) => _clients.Ssm(Home, ClientUse.Read).PutParameterAsync(
        new PutParameterRequest { Name = TrafficPlan.Feature, Value = value, Type = "String", Overwrite = true },
        Cancel);

    private async Task<Resource.Listener> CreateListenerAsync()
    {
        var subnets = (await _clients.Ec2(Home, ClientUse.Read)
            .DescribeSubnetsAsync(new Amazon.EC2.Model.DescribeSubnetsRequest(), Cancel)).Subnets;
        var balancers = _clients.LoadBalancers(Home, ClientUse.Read);
        var balancer = await balancers.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest { Name = "shop", Subnets = [subnets[0].SubnetId, subnets[1].SubnetId] },
            Cancel);
        var group = await balancers.CreateTargetGroupAsync(
            new CreateTargetGroupRequest
            {
                Name = "shop", Protocol = ProtocolEnum.HTTP, Port = 80, VpcId = subnets[0].VpcId,
            },
            Cancel);
        var listener = await balancers.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = balancer.LoadBalancers[0].LoadBalancerArn,
                Protocol = ProtocolEnum.HTTP,
                Port = 80,
                DefaultActions =
                [
                    new() { Type = ActionTypeEnum.Forward, TargetGroupArn = group.TargetGroups[0].TargetGroupArn },
                ],
            },
            Cancel);
        return new Resource.Listener(TestPlan.Account, TestPlan.Region, listener.Listeners[0].ListenerArn);
    }

    /// <summary>AWS gives every zone an id that begins with Z; moto gives one in 36 such an id.</summary>
    private static async Task<string> CreateZoneAsync(IAmazonRoute53 service)
    {
        for (var i = 0; i < ZonesMax; i++)
        {
            var zone = await service.CreateHostedZoneAsync(
                new CreateHostedZoneRequest { Name = "shop.example", CallerReference = $"shop {i}" }, Cancel);
            if (zone.HostedZone.Id.Split('/')[^1] is ['Z', ..] id)
            {
                return id;
            }
        }

        throw new InvalidOperationException($"None of {ZonesMax} zones of moto has an id that begins with Z.");
    }

    private async Task<Resource.DnsRecords> CreateRecordsAsync()
    {
        var service = _clients.Route53(Home, ClientUse.Read);
        Resource.DnsRecords records = new(
            TestPlan.Account,
            TestPlan.Region,
            await CreateZoneAsync(service),
            "www.shop.example",
            "A",
            DnsPolicy.Weighted);
        await service.ChangeResourceRecordSetsAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = records.HostedZoneId,
                ChangeBatch = new ChangeBatch { Changes = [Record("fleet", 100), Record("page", 0)] },
            },
            Cancel);
        return records;

        static Change Record(string id, long weight) => new()
        {
            Action = ChangeAction.UPSERT,
            ResourceRecordSet = new ResourceRecordSet
            {
                Name = "www.shop.example.",
                Type = RRType.A,
                SetIdentifier = id,
                Weight = weight,
                TTL = 1,
                ResourceRecords = [new ResourceRecord { Value = "192.0.2.1" }],
            },
        };
    }
}
