using Amazon.Route53;
using Amazon.SimpleSystemsManagement.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Sandbox;

using AutoScaling = Amazon.AutoScaling.Model;
using CloudWatch = Amazon.CloudWatch.Model;
using DynamoDb = Amazon.DynamoDBv2.Model;
using Elb = Amazon.ElasticLoadBalancingV2.Model;
using Route53 = Amazon.Route53.Model;
using Sqs = Amazon.SQS.Model;

/// <summary>
/// Finds a sandbox and makes sure that it is one: what does not carry the sandbox's tag is nobody's to try things on,
/// whatever a parameter says.
/// </summary>
public sealed class SandboxReader(AwsClients clients, Location location)
{
    /// <summary>The sandbox's names; null when there is no such sandbox.</summary>
    /// <exception cref="PortException">They could not be read.</exception>
    /// <exception cref="FormatException">They are not those of a sandbox.</exception>
    public async Task<SandboxNames?> FindAsync(string stack, CancellationToken cancellationToken)
    {
        var request = new GetParameterRequest { Name = SandboxNames.ParameterOf(stack) };
        try
        {
            var response = await Call($"parameter {request.Name}", "ssm:GetParameter").SendAsync(
                clients,
                () => clients.Ssm(location, ClientUse.Read).GetParameterAsync(request, cancellationToken),
                cancellationToken);
            return SandboxNames.Parse(stack, response.Parameter.Value);
        }
        catch (PortException missing) when (missing.Failure == PortFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>Those of its resources, in words, that do not carry the sandbox's tag.</summary>
    /// <exception cref="PortException">The tags could not be read.</exception>
    public async Task<IReadOnlyList<string>> StrangersAsync(SandboxNames names, CancellationToken cancellationToken)
    {
        (string Thing, Task<IReadOnlyDictionary<string, string>> Tags)[] reads =
        [
            ($"group {names.Group}", GroupAsync(names.Group, cancellationToken)),
            ($"table {names.Table}", TableAsync(names.Table, cancellationToken)),
            ($"queue {names.Queue}", QueueAsync(names.Queue, cancellationToken)),
            ($"alarm {names.Alarm}", AlarmAsync(names.Alarm, cancellationToken)),
            ($"hosted zone {names.Zone}", DnsAsync(TagResourceType.Hostedzone, names.Zone, cancellationToken)),
            .. names.HealthCheck is { } check
                ? [($"health check {check}", DnsAsync(TagResourceType.Healthcheck, check, cancellationToken))]
                : Array.Empty<(string, Task<IReadOnlyDictionary<string, string>>)>(),
            .. names.Listener is { } listener
                ? [($"load balancer of {listener}", BalancerAsync(listener, cancellationToken))]
                : Array.Empty<(string, Task<IReadOnlyDictionary<string, string>>)>(),
        ];
        await Task.WhenAll(reads.Select(r => r.Tags));
        var strangers = new List<string>();
        foreach (var (thing, tags) in reads)
        {
            if ((await tags).GetValueOrDefault(SandboxNames.Tag) != names.Stack)
            {
                strangers.Add(thing);
            }
        }

        return strangers;
    }

    private async Task<IReadOnlyDictionary<string, string>> GroupAsync(string name, CancellationToken stop)
    {
        var request = new AutoScaling.DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [name] };
        var response = await Call($"group {name}", "autoscaling:DescribeAutoScalingGroups").SendAsync(
            clients,
            () => clients.AutoScaling(location, ClientUse.Read).DescribeAutoScalingGroupsAsync(request, stop),
            stop);
        return Tags(response.AutoScalingGroups?.FirstOrDefault()?.Tags, t => t.Key, t => t.Value);
    }

    private async Task<IReadOnlyDictionary<string, string>> TableAsync(string name, CancellationToken stop)
    {
        var described = await Call($"table {name}", "dynamodb:DescribeTable").SendAsync(
            clients,
            () => clients.DynamoDb(location, ClientUse.Read)
                .DescribeTableAsync(new DynamoDb.DescribeTableRequest { TableName = name }, stop),
            stop);
        var request = new DynamoDb.ListTagsOfResourceRequest { ResourceArn = described.Table.TableArn };
        var response = await Call($"table {name}", "dynamodb:ListTagsOfResource").SendAsync(
            clients,
            () => clients.DynamoDb(location, ClientUse.Read).ListTagsOfResourceAsync(request, stop),
            stop);
        return Tags(response.Tags, t => t.Key, t => t.Value);
    }

    private async Task<IReadOnlyDictionary<string, string>> QueueAsync(string url, CancellationToken stop)
    {
        var request = new Sqs.ListQueueTagsRequest { QueueUrl = url };
        var response = await Call($"queue {url}", "sqs:ListQueueTags").SendAsync(
            clients,
            () => clients.Sqs(location, ClientUse.Read).ListQueueTagsAsync(request, stop),
            stop);
        return response.Tags ?? [];
    }

    private async Task<IReadOnlyDictionary<string, string>> AlarmAsync(string name, CancellationToken stop)
    {
        var looked = new CloudWatch.DescribeAlarmsRequest { AlarmNames = [name], AlarmTypes = ["MetricAlarm"] };
        var found = await Call($"alarm {name}", "cloudwatch:DescribeAlarms").SendAsync(
            clients,
            () => clients.CloudWatch(location, ClientUse.Read).DescribeAlarmsAsync(looked, stop),
            stop);
        if (found.MetricAlarms?.FirstOrDefault()?.AlarmArn is not { } arn)
        {
            return new Dictionary<string, string>();
        }

        var request = new CloudWatch.ListTagsForResourceRequest { ResourceARN = arn };
        var response = await Call($"alarm {name}", "cloudwatch:ListTagsForResource").SendAsync(
            clients,
            () => clients.CloudWatch(location, ClientUse.Read).ListTagsForResourceAsync(request, stop),
            stop);
        return Tags(response.Tags, t => t.Key, t => t.Value);
    }

    private async Task<IReadOnlyDictionary<string, string>> DnsAsync(
        TagResourceType type,
        string id,
        CancellationToken stop)
    {
        var request = new Route53.ListTagsForResourceRequest { ResourceType = type, ResourceId = id };
        var response = await Call($"{type.Value} {id}", "route53:ListTagsForResource").SendAsync(
            clients,
            () => clients.Route53(location, ClientUse.Read).ListTagsForResourceAsync(request, stop),
            stop);
        return Tags(response.ResourceTagSet?.Tags, t => t.Key, t => t.Value);
    }

    // CloudFormation cannot tag a listener, so its load balancer speaks for it: the ARN names both.
    private async Task<IReadOnlyDictionary<string, string>> BalancerAsync(string listener, CancellationToken stop)
    {
        var balancer = listener[..listener.LastIndexOf('/')]
            .Replace(":listener/", ":loadbalancer/", StringComparison.Ordinal);
        var request = new Elb.DescribeTagsRequest { ResourceArns = [balancer] };
        var response = await Call($"load balancer {balancer}", "elasticloadbalancing:DescribeTags").SendAsync(
            clients,
            () => clients.LoadBalancers(location, ClientUse.Read).DescribeTagsAsync(request, stop),
            stop);
        return Tags(response.TagDescriptions?.FirstOrDefault()?.Tags, t => t.Key, t => t.Value);
    }

    private static Dictionary<string, string> Tags<T>(List<T>? tags, Func<T, string> key, Func<T, string> value) =>
        (tags ?? []).ToDictionary(key, value, StringComparer.Ordinal);

    private AwsCall Call(string thing, string operation) => new(thing, location, operation, "the sandbox's stack");
}
