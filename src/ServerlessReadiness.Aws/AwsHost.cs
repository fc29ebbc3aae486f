using Amazon.DynamoDBv2;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Aws.Hooks;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Aws.Traffic;

namespace ServerlessReadiness.Aws;

/// <summary>The real adapters, wired: what Lambda functions and the command line build their host on.</summary>
public sealed class AwsHost : IDisposable
{
    private readonly AmazonDynamoDBClient _dynamoDb;
    private readonly TimeProvider _time;

    /// <param name="access">Whose credentials reach which account, and where the services listen.</param>
    /// <param name="region">The region of the table and the topics.</param>
    /// <param name="time">The clock.</param>
    public AwsHost(AwsAccess access, string region, TimeProvider time)
    {
        var config = new AmazonDynamoDBConfig();
        new AwsClientSettings(region, access.Endpoint).Apply(config, ClientUse.State);
        _dynamoDb = access.Credentials is { } credentials
            ? new AmazonDynamoDBClient(credentials, config)
            : new AmazonDynamoDBClient(config);
        _time = time;
        Clients = new AwsClients(access, time);
    }

    public AwsClients Clients { get; }

    public DynamoDbStateStore Store(string table) => new(
        _dynamoDb,
        new StateStoreSettings
        {
            TableName = table,
            Time = _time,
            Chance = SystemChance.NextDouble,
            NewCommitId = SystemChance.NextCommitId,
        });

    public TableCreation Tables() => new(_dynamoDb, _time);

    /// <param name="notificationsTopicArn">Where people are told.</param>
    public World World(string notificationsTopicArn)
    {
        var types = new InstanceTypes(Clients);
        return new World(
            new AutoScalingFleets(Clients, _time),
            new ApplicationAutoScalingTargets(Clients, _time),
            new Ec2Instances(Clients, types),
            new CloudWatchAlarms(Clients),
            new SnsNotifier(Clients, notificationsTopicArn),
            new ServiceQuotaHeadroom(Clients, types, _time),
            new CloudWatchMetrics(Clients),
            new AwsSettings(Clients, _time),
            new Route53Dns(Clients),
            new ElbListeners(Clients),
            new ArcZones(Clients, _time),
            new AwsAutomations(Clients),
            new AutoScalingHooks(Clients),
            new AwsAttachments(Clients));
    }

    public void Dispose()
    {
        Clients.Dispose();
        _dynamoDb.Dispose();
    }
}
