using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws;
using ServerlessReadiness.Aws.State;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>The AWS account, or the local imitation of one, that a command works on.</summary>
internal sealed class AwsSession : IDisposable
{
    private readonly AmazonDynamoDBClient _dynamoDb;
    private readonly TimeProvider _time;

    private AwsSession(AmazonDynamoDBClient dynamoDb, AwsClients clients, string region, TimeProvider time)
    {
        _dynamoDb = dynamoDb;
        _time = time;
        Clients = clients;
        Region = region;
    }

    public AwsClients Clients { get; }

    public string Region { get; }

    /// <exception cref="CliException">Region or profile are missing or wrong.</exception>
    public static AwsSession Open(Settings settings, CliSurroundings around)
    {
        var region = settings.RequiredRegion;
        var credentials = CredentialsOf(settings, around);
        if (settings.Endpoint is not null)
        {
            // No imitation of AWS serves instance metadata; without this the search for credentials stalls on it.
            Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        }

        var access = new AwsAccess(
            around.Variable("READINESS_ACCOUNT"),
            RolesOf(around),
            settings.Endpoint,
            credentials);
        var config = new AmazonDynamoDBConfig();
        new AwsClientSettings(region, settings.Endpoint).Apply(config, ClientUse.State);
        var dynamoDb = credentials is null
            ? new AmazonDynamoDBClient(config)
            : new AmazonDynamoDBClient(credentials, config);
        return new AwsSession(dynamoDb, new AwsClients(access, around.Time), region, around.Time);
    }

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

    /// <summary>A host on the real adapters, as the functions have.</summary>
    public Host Host(string table, string notificationsTopicArn)
    {
        var types = new InstanceTypes(Clients);
        var world = new World(
            new AutoScalingFleets(Clients, _time),
            new ApplicationAutoScalingTargets(Clients, _time),
            new Ec2Instances(Clients, types),
            new CloudWatchAlarms(Clients),
            new SnsNotifier(Clients, notificationsTopicArn),
            new ServiceQuotaHeadroom(Clients, types, _time));
        return new Host(new HostParts(
            Store(table),
            world,
            _time,
            new SystemChance(),
            NullLoggerFactory.Instance,
            Region));
    }

    public void Dispose()
    {
        Clients.Dispose();
        _dynamoDb.Dispose();
    }

    private static AWSCredentials? CredentialsOf(Settings settings, CliSurroundings around)
    {
        if (settings.Profile is { } profile)
        {
            return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var found)
                ? found
                : throw CliException.BadInput(
                    $"the AWS configuration has no profile \"{profile}\" with credentials",
                    "see its names with: aws configure list-profiles");
        }

        // An imitation takes any credentials, and a person without an account should not have to invent some.
        var hasOwn = around.Variable("AWS_ACCESS_KEY_ID") is not null || around.Variable("AWS_PROFILE") is not null;
        return settings.Endpoint is { IsLoopback: true } && !hasOwn ? new BasicAWSCredentials("local", "local") : null;
    }

    private static AccountRoles RolesOf(CliSurroundings around)
    {
        try
        {
            return AccountRoles.Parse(around.Variable(AccountRoles.Variable));
        }
        catch (FormatException e)
        {
            throw CliException.BadInput(e.Message.TrimEnd('.'), $"correct {AccountRoles.Variable}");
        }
    }
}
