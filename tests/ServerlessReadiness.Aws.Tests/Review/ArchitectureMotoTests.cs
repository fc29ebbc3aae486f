using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.RDS.Model;
using Amazon.Route53.Model;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;

namespace ServerlessReadiness.Aws.Tests.Review;

/// <summary>The sources together against moto's services, with faults planted.</summary>
public sealed class ArchitectureMotoTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_that_were_planted_in_an_account_are_found_with_their_names()
    {
        var clients = await moto.ClientsAsync();
        var name = $"rv-{Guid.NewGuid():N}"[..20];
        var (security, subnets, vpc) = await NetworkAsync(clients, name);
        var listener = await GroupAsync(clients, name, security, subnets, vpc);
        var zone = await ZoneAsync(clients, name);
        await clients.Rds(MotoFixture.Home, ClientUse.Effect).CreateDBInstanceAsync(
            new CreateDBInstanceRequest
            {
                DBInstanceIdentifier = name,
                DBInstanceClass = "db.m6i.large",
                Engine = "mysql",
                MasterUsername = "admin",
                MasterUserPassword = "not-a-secret-1",
                AllocatedStorage = 20,
            },
            Cancel);
        var plan = ReviewPlan.Of(
            ReviewPlan.Group(name),
            new Resource.Listener(MotoFixture.Account, "eu-west-1", listener),
            new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.RdsInstance, name),
            new Resource.DnsRecords(
                MotoFixture.Account, "eu-west-1", zone, $"www.{name}.example.com", "A", DnsPolicy.Weighted));

        var facts = await ReviewPlan.ReadAllAsync(plan, clients);

        Assert.Empty(facts.Groups.Unread);
        Assert.Equal(2, facts.Instances.Items.Count);
        AssertFound(facts, "SEC-04", $"launch configuration {name}");
        AssertFound(facts, "SEC-10", $"security group {security}", "tcp 22 from 0.0.0.0/0");
        AssertFound(facts, "SEC-11", "listener HTTP 80", "without encryption");
        AssertFound(facts, "SEC-12", $"record {name}.example.com MX");
        AssertFound(facts, "REL-02", $"group {name}", "EC2");
        AssertFound(facts, "REL-03", $"group {name}");
        AssertFound(facts, "REL-04", $"database {name}", "no standby");
        AssertFound(facts, "REL-06", $"record www.{name}.example.com A", "192.0.2.1");
        AssertFound(facts, "REL-07", $"record www.{name}.example.com A", "300 s");
        AssertFound(facts, "PERF-03", $"load balancer {name}");
        AssertFound(facts, "COST-03", $"group {name}", "no mixed instances policy");
        Assert.Contains(facts.Untagged.Items, g => g.IsInPlan && g.Resource.Contains(name, StringComparison.Ordinal));
    }

    private static void AssertFound(ReviewFacts facts, string item, string resource, string what = "")
    {
        var verdict = ReviewChecks.All[item](facts);
        Assert.True(
            verdict.Findings.Any(f => f.Resource.StartsWith(resource, StringComparison.Ordinal)
                && f.What.Contains(what, StringComparison.Ordinal)),
            $"{item} does not name {resource} ({what}): {verdict.Answer}, {verdict.Evidence}, "
            + string.Join("; ", verdict.Findings));
    }

    private static async Task<(string Group, string[] Subnets, string Vpc)> NetworkAsync(AwsClients clients, string name)
    {
        var ec2 = clients.Ec2(MotoFixture.Home, ClientUse.Effect);
        var subnets = (await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest(), Cancel)).Subnets;
        var group = (await ec2.CreateSecurityGroupAsync(
            new CreateSecurityGroupRequest { GroupName = name, Description = "test", VpcId = subnets[0].VpcId },
            Cancel)).GroupId;
        await ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest
            {
                GroupId = group,
                IpPermissions =
                [
                    new IpPermission
                    {
                        IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new IpRange { CidrIp = "0.0.0.0/0" }],
                    },
                ],
            },
            Cancel);
        return (group, [.. subnets.Take(2).Select(s => s.SubnetId)], subnets[0].VpcId);
    }

    private static async Task<string> GroupAsync(
        AwsClients clients,
        string name,
        string security,
        string[] subnets,
        string vpc)
    {
        var balancers = clients.LoadBalancers(MotoFixture.Home, ClientUse.Effect);
        var balancer = (await balancers.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest { Name = name, Subnets = [.. subnets], Scheme = LoadBalancerSchemeEnum.InternetFacing },
            Cancel)).LoadBalancers[0].LoadBalancerArn;
        var target = (await balancers.CreateTargetGroupAsync(
            new CreateTargetGroupRequest { Name = name, Protocol = ProtocolEnum.HTTP, Port = 80, VpcId = vpc },
            Cancel)).TargetGroups[0].TargetGroupArn;
        var listener = (await balancers.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = balancer,
                Protocol = ProtocolEnum.HTTP,
                Port = 80,
                DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = target }],
            },
            Cancel)).Listeners[0].ListenerArn;
        var groups = clients.AutoScaling(MotoFixture.Home, ClientUse.Effect);
        var image = (await clients.Ec2(MotoFixture.Home, ClientUse.Read)
            .DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] }, Cancel)).Images[0].ImageId;
        await groups.CreateLaunchConfigurationAsync(
            new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = name, ImageId = image, InstanceType = "m5.large", SecurityGroups = [security],
            },
            Cancel);
        await groups.CreateAutoScalingGroupAsync(
            new CreateAutoScalingGroupRequest
            {
                AutoScalingGroupName = name,
                LaunchConfigurationName = name,
                MinSize = 2,
                MaxSize = 4,
                DesiredCapacity = 2,
                VPCZoneIdentifier = subnets[0],
                TargetGroupARNs = [target],
                HealthCheckType = "EC2",
            },
            Cancel);
        return listener;
    }

    private static async Task<string> ZoneAsync(AwsClients clients, string name)
    {
        var route53 = clients.Route53(MotoFixture.Home, ClientUse.Effect);
        var zone = (await route53.CreateHostedZoneAsync(
            new CreateHostedZoneRequest { Name = $"{name}.example.com", CallerReference = name },
            Cancel)).HostedZone.Id.Split('/')[^1];
        ResourceRecordSet[] records =
        [
            new()
            {
                Name = $"www.{name}.example.com",
                Type = "A",
                TTL = 300,
                ResourceRecords = [new ResourceRecord { Value = "192.0.2.1" }],
            },
            new()
            {
                Name = $"{name}.example.com",
                Type = "MX",
                TTL = 300,
                ResourceRecords = [new ResourceRecord { Value = "10 mail.example.com" }],
            },
        ];
        await route53.ChangeResourceRecordSetsAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = zone,
                ChangeBatch = new ChangeBatch
                {
                    Changes =
                    [
                        .. records.Select(r => new Change
                        {
                            Action = Amazon.Route53.ChangeAction.CREATE, ResourceRecordSet = r,
                        }),
                    ],
                },
            },
            Cancel);
        return zone;
    }
}
