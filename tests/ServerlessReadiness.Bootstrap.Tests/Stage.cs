using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.CloudWatch;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SimpleNotificationService;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>One test's world: an account in moto with a fleet, alarms, a topic with a queue behind it, a table.</summary>
internal sealed partial class Stage : IAsyncDisposable
{
    private const string Table = "readiness";

    private static readonly Location Home = new(TestPlan.Account, TestPlan.Region);

    private readonly string _binary;
    private readonly AwsClients _clients;
    private readonly AmazonDynamoDBClient _dynamo;
    private readonly AmazonSQSClient _queues;
    private readonly DynamoDbStateStore _store;
    private readonly JournalWriter _journal;
    private readonly DirectoryInfo _noZones = Directory.CreateTempSubdirectory("readiness-no-zones");
    private string _topic = "";
    private string _queue = "";

    public Stage(string binary, AwsProxy proxy)
    {
        _binary = binary;
        Proxy = proxy;
        var credentials = new BasicAWSCredentials("testing", "testing");
        _clients = new AwsClients(
            new AwsAccess(TestPlan.Account, AccountRoles.Parse(null), proxy.Uri, credentials),
            TimeProvider.System);
        var settings = new AwsClientSettings(TestPlan.Region, proxy.Uri);
        var dynamo = new AmazonDynamoDBConfig();
        settings.Apply(dynamo, ClientUse.State);
        dynamo.Timeout = TimeSpan.FromSeconds(30);
        _dynamo = new AmazonDynamoDBClient(credentials, dynamo);
        var queues = new AmazonSQSConfig();
        settings.Apply(queues, ClientUse.Read);
        _queues = new AmazonSQSClient(credentials, queues);
        _store = new DynamoDbStateStore(_dynamo, new StateStoreSettings
        {
            TableName = Table,
            Time = TimeProvider.System,
            Chance = () => 0,
            NewCommitId = () => Guid.NewGuid().ToString("N"),
        });
        _journal = new JournalWriter(_store, new Ids(TimeProvider.System, new GuidChance()));
    }

    public AwsProxy Proxy { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IAmazonAutoScaling Groups => _clients.AutoScaling(Home, ClientUse.Read);

    private IAmazonCloudWatch Alarms => _clients.CloudWatch(Home, ClientUse.Read);

    private IAmazonSimpleNotificationService Topics => _clients.Sns(Home, ClientUse.Read);

    public async Task SetUpAsync(StageSetup setup)
    {
        await CreateTopicAsync();
        if (setup.WithGroup)
        {
            await CreateGroupAsync();
        }

        string[] answered = [TestPlan.CapacityAlarm, TestPlan.InstanceAlarm];
        foreach (var name in answered.Union(setup.Firing))
        {
            await SetAlarmAsync(name, setup.Firing.Contains(name));
        }

        if (setup.WithTable)
        {
            await new TableCreation(_dynamo, TimeProvider.System).CreateIfMissingAsync(Table, Cancel);
            if (setup.Plan is { } plan)
            {
                await ApplyAsync(plan, setup.Mode);
            }
        }
    }

    public async Task ApplyAsync(CompiledPlan plan, AutomationMode mode)
    {
        var apply = new PlanApply(_store, _journal, TimeProvider.System);
        var applied = await apply.ApplyAsync(plan, mode, "a test", Cancel);
        Assert.True(
            applied is PlanApplied.Applied,
            applied is PlanApplied.Invalid invalid ? string.Join('\n', invalid.Problems) : applied.ToString());
    }

    /// <summary>Starts a process of the binary; what is given here overrides the usual settings.</summary>
    public Task<Function> StartAsync(string handler, IReadOnlyDictionary<string, string>? further = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["READINESS_TABLE"] = Table,
            ["READINESS_NOTIFICATIONS_TOPIC_ARN"] = _topic,
            ["AWS_ENDPOINT_URL"] = Proxy.Uri.AbsoluteUri,

            // The Lambda image may have no time-zone database.
            ["TZDIR"] = _noZones.FullName,
        };
        foreach (var (name, value) in further ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        return Function.StartAsync(_binary, handler, environment);
    }

    /// <summary>Starts a process, invokes it once, and ends it.</summary>
    public async Task<IReadOnlyList<Answer>> InvokeAsync(string handler, string payload, TimeSpan? remaining = null)
    {
        await using var function = await StartAsync(handler);
        return await function.InvokeAsync(payload, remaining);
    }

    public async Task SetAlarmAsync(string name, bool fires)
    {
        await Alarms.PutMetricAlarmAsync(
            new Amazon.CloudWatch.Model.PutMetricAlarmRequest
            {
                AlarmName = name,
                Namespace = "AWS/ApplicationELB",
                MetricName = "HTTPCode_Target_5XX_Count",
                Statistic = Statistic.Sum,
                Period = 60,
                EvaluationPeriods = 3,
                Threshold = 50,
                ComparisonOperator = Amazon.CloudWatch.ComparisonOperator.GreaterThanThreshold,
            },
            Cancel);
        await Alarms.SetAlarmStateAsync(
            new Amazon.CloudWatch.Model.SetAlarmStateRequest
            {
                AlarmName = name,
                StateValue = fires ? StateValue.ALARM : StateValue.OK,
                StateReason = "set by a test",
            },
            Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _queues.Dispose();
        _dynamo.Dispose();
        _clients.Dispose();
        _noZones.Delete(recursive: true);
        await Task.CompletedTask;
    }

    private async Task CreateTopicAsync() =>
        (_topic, _queue) = await CreateTopicAsync("readiness-notifications", "people");

    /// <summary>A topic with a queue behind it, so that a test can read what was published.</summary>
    private async Task<(string Topic, string Queue)> CreateTopicAsync(string name, string queueName)
    {
        var topic = await Topics.CreateTopicAsync(
            new Amazon.SimpleNotificationService.Model.CreateTopicRequest { Name = name },
            Cancel);
        var queue = await _queues.CreateQueueAsync(queueName, Cancel);
        await Topics.SubscribeAsync(
            new Amazon.SimpleNotificationService.Model.SubscribeRequest
            {
                TopicArn = topic.TopicArn,
                Protocol = "sqs",
                Endpoint = $"arn:aws:sqs:{TestPlan.Region}:{TestPlan.Account}:{queueName}",
            },
            Cancel);
        return (topic.TopicArn, queue.QueueUrl);
    }

    private async Task CreateGroupAsync()
    {
        await Groups.CreateLaunchConfigurationAsync(
            new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = TestPlan.Group,
                ImageId = "ami-12c6146b",
                InstanceType = "m5.large",
            },
            Cancel);
        await Groups.CreateAutoScalingGroupAsync(
            new CreateAutoScalingGroupRequest
            {
                AutoScalingGroupName = TestPlan.Group,
                LaunchConfigurationName = TestPlan.Group,
                AvailabilityZones = [$"{TestPlan.Region}a"],
                MinSize = TestPlan.Minimum,
                DesiredCapacity = TestPlan.Desired,
                MaxSize = TestPlan.Maximum,
            },
            Cancel);
    }

    private sealed class GuidChance : IChance
    {
        public void Fill(Span<byte> bytes) => Guid.NewGuid().ToByteArray().AsSpan(0, bytes.Length).CopyTo(bytes);
    }
}
