using Amazon.DynamoDBv2;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Aws.Hooks;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws;

/// <summary>The real adapters, wired: what Lambda functions and the command line build their host on.</summary>
public sealed class AwsHost : IDisposable
{
    private readonly AmazonDynamoDBClient _dynamoDb;
    private readonly string _region;
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
        _region = region;
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
    /// <param name="leadershipTopicArn">Where leaders are told; null where there is no such topic.</param>
    /// <param name="mailRegion">Where mail is sent from; null for our own region.</param>
    public World World(string notificationsTopicArn, string? leadershipTopicArn = null, string? mailRegion = null)
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
            new AwsAttachments(Clients))
        {
            Mail = new SesMail(Clients, mailRegion ?? _region),
            Charts = new CloudWatchCharts(Clients, _time),
            Leadership = leadershipTopicArn is null ? null : new SnsNotifier(Clients, leadershipTopicArn),
        };
    }

    /// <summary>What a review reads, in the order in which one source needs what another has read.</summary>
    /// <param name="store">Our own table.</param>
    /// <param name="routes">The ways on which alarms come to us.</param>
    /// <param name="notificationsTopicArn">Where people are told; null where nobody said.</param>
    public IReadOnlyList<IReviewSource> ReviewSources(
        IStateStore store,
        AlarmRoutes routes,
        string? notificationsTopicArn) =>
    [
        .. ArchitectureSources.Of(Clients, _time),
        LimitSource(),
        .. AlarmSources(store, routes, notificationsTopicArn),
        new DrillSource(store),
        new PeopleSource(store),
    ];

    /// <summary>What the review reads of limits alone.</summary>
    public IReviewSource LimitSource() => new LimitsSource(Clients, new InstanceTypes(Clients), _time);

    /// <summary>What the review reads of alarms alone; as <see cref="ReviewSources"/>.</summary>
    public IReadOnlyList<IReviewSource> AlarmSources(
        IStateStore store,
        AlarmRoutes routes,
        string? notificationsTopicArn) =>
    [
        new AlarmSource(Clients, routes),
        new AlarmTopicSource(Clients, routes, notificationsTopicArn),
        new StoredAlarmFacts(store),
    ];

    /// <summary>Counts what failed; null where no queue is known.</summary>
    public ILetterCounts? LetterCounts(IReadOnlyList<Uri> addresses) =>
        addresses.Count == 0 ? null : new LetterCounts(new QueueLetters(Clients, _region), addresses);

    public IDashboards Dashboards() => new Dashboards(Clients, _region);

    public void Dispose()
    {
        Clients.Dispose();
        _dynamoDb.Dispose();
    }
}
