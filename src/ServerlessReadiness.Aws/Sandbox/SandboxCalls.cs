using System.Globalization;
using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.State;

namespace ServerlessReadiness.Aws.Sandbox;

using AutoScaling = Amazon.AutoScaling.Model;
using CloudWatch = Amazon.CloudWatch.Model;
using DynamoDb = Amazon.DynamoDBv2.Model;
using Elb = Amazon.ElasticLoadBalancingV2.Model;
using Quotas = Amazon.ServiceQuotas.Model;
using Sqs = Amazon.SQS.Model;
using Ssm = Amazon.SimpleSystemsManagement.Model;

/// <summary>
/// Calls on a sandbox that no adapter makes: those that ask AWS for what our adapters never ask for, to hear its
/// refusal. Each is one attempt, except the reads.
/// </summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public sealed class SandboxCalls(AwsClients clients, Location location, SandboxNames names)
{
    private const string Schedules = "ScheduledActions";
    private const int MessagesPerCall = 10;
    private const int WaitSeconds = 2;

    public Task TerminateAsync(string instance, CancellationToken stop)
    {
        var request = new AutoScaling.TerminateInstanceInAutoScalingGroupRequest
        {
            InstanceId = instance,
            ShouldDecrementDesiredCapacity = false,
        };
        return SendAsync(
            $"instance {instance}",
            "autoscaling:TerminateInstanceInAutoScalingGroup",
            () => clients.AutoScaling(location, ClientUse.Effect)
                .TerminateInstanceInAutoScalingGroupAsync(request, stop),
            stop);
    }

    /// <summary>Keeps the group's scheduled actions from running, or lets them run again.</summary>
    public async Task SuspendSchedulesAsync(bool suspended, CancellationToken stop)
    {
        var client = clients.AutoScaling(location, ClientUse.Effect);
        if (suspended)
        {
            var request = new AutoScaling.SuspendProcessesRequest
            {
                AutoScalingGroupName = names.Group,
                ScalingProcesses = [Schedules],
            };
            await SendAsync(
                Group, "autoscaling:SuspendProcesses", () => client.SuspendProcessesAsync(request, stop), stop);
        }
        else
        {
            var request = new AutoScaling.ResumeProcessesRequest
            {
                AutoScalingGroupName = names.Group,
                ScalingProcesses = [Schedules],
            };
            await SendAsync(
                Group, "autoscaling:ResumeProcesses", () => client.ResumeProcessesAsync(request, stop), stop);
        }
    }

    /// <summary>Adds one to an item's count in a transaction, sent twice with one token.</summary>
    /// <returns>What the count is then.</returns>
    public async Task<int> AddTwiceAsync(string key, CancellationToken stop)
    {
        var request = new DynamoDb.TransactWriteItemsRequest
        {
            ClientRequestToken = SystemChance.NextCommitId(),
            TransactItems =
            [
                new DynamoDb.TransactWriteItem
                {
                    Update = new DynamoDb.Update
                    {
                        TableName = names.Table,
                        Key = Key(key),
                        UpdateExpression = "ADD #count :one",
                        ExpressionAttributeNames = new Dictionary<string, string> { ["#count"] = "count" },
                        ExpressionAttributeValues = new Dictionary<string, DynamoDb.AttributeValue>
                        {
                            [":one"] = new() { N = "1" },
                        },
                    },
                },
            ],
        };
        var client = clients.DynamoDb(location, ClientUse.Effect);
        for (var time = 0; time < 2; time++)
        {
            await SendAsync(
                Table, "dynamodb:UpdateItem", () => client.TransactWriteItemsAsync(request, stop), stop);
        }

        return await FindAsync(key, stop) is { } item && item.TryGetValue("count", out var count)
            ? int.Parse(count.N, CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>Writes an item that has expired, then looks whether it is there.</summary>
    public async Task<bool> KeepsExpiredAsync(string key, DateTimeOffset expiredAt, CancellationToken stop)
    {
        var item = Key(key);
        item[TableDefinition.ExpiryAttribute] = new DynamoDb.AttributeValue
        {
            N = expiredAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        var request = new DynamoDb.PutItemRequest { TableName = names.Table, Item = item };
        await SendAsync(
            Table,
            "dynamodb:PutItem",
            () => clients.DynamoDb(location, ClientUse.Effect).PutItemAsync(request, stop),
            stop);
        return await FindAsync(key, stop) is not null;
    }

    public Task DeleteItemAsync(string key, CancellationToken stop)
    {
        var request = new DynamoDb.DeleteItemRequest { TableName = names.Table, Key = Key(key) };
        return SendAsync(
            Table,
            "dynamodb:DeleteItem",
            () => clients.DynamoDb(location, ClientUse.Effect).DeleteItemAsync(request, stop),
            stop);
    }

    /// <summary>Writes a parameter as if there were none: without <c>Overwrite</c>.</summary>
    public Task CreateSettingAsync(string name, string value, CancellationToken stop)
    {
        var request = new Ssm.PutParameterRequest
        {
            Name = $"{names.Settings}/{name}",
            Value = value,
            Type = Amazon.SimpleSystemsManagement.ParameterType.String,
            Overwrite = false,
        };
        return SendAsync(
            $"parameter {request.Name}",
            "ssm:PutParameter",
            () => clients.Ssm(location, ClientUse.Effect).PutParameterAsync(request, stop),
            stop);
    }

    /// <summary>Asks for a metric that nobody publishes, this many times in one call.</summary>
    public Task AskMetricsAsync(int queries, DateTimeOffset now, CancellationToken stop)
    {
        var request = new CloudWatch.GetMetricDataRequest
        {
            StartTime = now.UtcDateTime.AddMinutes(-5),
            EndTime = now.UtcDateTime,
            MetricDataQueries =
            [
                .. Enumerable.Range(0, queries).Select(i => new CloudWatch.MetricDataQuery
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"m{i}"),
                    MetricStat = new CloudWatch.MetricStat
                    {
                        Metric = Pressure(),
                        Period = 60,
                        Stat = "Maximum",
                    },
                }),
            ],
        };
        return SendAsync(
            "the sandbox's metric",
            "cloudwatch:GetMetricData",
            () => clients.CloudWatch(location, ClientUse.Effect).GetMetricDataAsync(request, stop),
            stop);
    }

    /// <summary>Publishes a value of the metric that the alarm watches.</summary>
    public Task PressAsync(double value, CancellationToken stop)
    {
        var metric = Pressure();
        var request = new CloudWatch.PutMetricDataRequest
        {
            Namespace = metric.Namespace,
            MetricData =
            [
                new CloudWatch.MetricDatum
                {
                    MetricName = metric.MetricName,
                    Dimensions = metric.Dimensions,
                    Value = value,
                },
            ],
        };
        return SendAsync(
            "the sandbox's metric",
            "cloudwatch:PutMetricData",
            () => clients.CloudWatch(location, ClientUse.Effect).PutMetricDataAsync(request, stop),
            stop);
    }

    /// <summary>Asks for a rule that has no condition, which would answer everything.</summary>
    public Task CreateRuleWithoutConditionAsync(int priority, CancellationToken stop)
    {
        var request = new Elb.CreateRuleRequest
        {
            ListenerArn = names.Listener,
            Priority = priority,
            Conditions = [],
            Actions =
            [
                new Elb.Action
                {
                    Type = Amazon.ElasticLoadBalancingV2.ActionTypeEnum.FixedResponse,
                    FixedResponseConfig = new Elb.FixedResponseActionConfig { StatusCode = "503" },
                },
            ],
        };
        return SendAsync(
            $"listener {names.Listener}",
            "elasticloadbalancing:CreateRule",
            () => clients.LoadBalancers(location, ClientUse.Effect).CreateRuleAsync(request, stop),
            stop);
    }

    /// <summary>Takes out of the queue what waits there.</summary>
    public async Task<IReadOnlyList<string>> TakeMessagesAsync(CancellationToken stop)
    {
        var request = new Sqs.ReceiveMessageRequest
        {
            QueueUrl = names.Queue,
            MaxNumberOfMessages = MessagesPerCall,
            WaitTimeSeconds = WaitSeconds,
        };
        var client = clients.Sqs(location, ClientUse.Effect);
        var response = await new AwsCall(Queue, location, "sqs:ReceiveMessage").SendAsync(
            clients, () => client.ReceiveMessageAsync(request, stop), stop);
        foreach (var message in response.Messages ?? [])
        {
            var done = new Sqs.DeleteMessageRequest { QueueUrl = names.Queue, ReceiptHandle = message.ReceiptHandle };
            await SendAsync(Queue, "sqs:DeleteMessage", () => client.DeleteMessageAsync(done, stop), stop);
        }

        return [.. (response.Messages ?? []).Select(m => m.Body)];
    }

    /// <summary>What AWS calls a quota; null when there is none of that code.</summary>
    public async Task<string?> QuotaNameAsync(string service, string code, CancellationToken stop)
    {
        var request = new Quotas.GetAWSDefaultServiceQuotaRequest { ServiceCode = service, QuotaCode = code };
        var call = new AwsCall($"quota {code}", location, "servicequotas:GetAWSDefaultServiceQuota");
        try
        {
            var response = await call.SendAsync(
                clients,
                () => clients.ServiceQuotas(location, ClientUse.Effect).GetAWSDefaultServiceQuotaAsync(request, stop),
                stop);
            return response.Quota?.QuotaName;
        }
        catch (PortException missing) when (missing.Failure == PortFailure.NotFound)
        {
            return null;
        }
    }

    private string Group => $"group {names.Group}";

    private string Table => $"table {names.Table}";

    private string Queue => $"queue {names.Queue}";

    private CloudWatch.Metric Pressure() => new()
    {
        Namespace = "ReadinessSandbox",
        MetricName = "Pressure",
        Dimensions = [new CloudWatch.Dimension { Name = "Stack", Value = names.Stack }],
    };

    private static Dictionary<string, DynamoDb.AttributeValue> Key(string key) => new()
    {
        [TableDefinition.PartitionKey] = new() { S = "SELFTEST" },
        [TableDefinition.SortKey] = new() { S = key },
    };

    private async Task<Dictionary<string, DynamoDb.AttributeValue>?> FindAsync(string key, CancellationToken stop)
    {
        var request = new DynamoDb.GetItemRequest { TableName = names.Table, Key = Key(key), ConsistentRead = true };
        var response = await new AwsCall(Table, location, "dynamodb:GetItem").SendAsync(
            clients,
            () => clients.DynamoDb(location, ClientUse.Read).GetItemAsync(request, stop),
            stop);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    private Task<T> SendAsync<T>(string thing, string operation, Func<Task<T>> send, CancellationToken stop)
        where T : AmazonWebServiceResponse =>
        new AwsCall(thing, location, operation, "the sandbox's stack").SendAsync(clients, send, stop);
}
