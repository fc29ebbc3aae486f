using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>The AWS account, or the local imitation of one, that a command works on.</summary>
internal sealed class AwsSession : IDisposable
{
    public const string LeadershipVariable = "READINESS_LEADERSHIP_TOPIC_ARN";
    public const string NotificationsVariable = "READINESS_NOTIFICATIONS_TOPIC_ARN";
    private const string MailRegionVariable = "READINESS_MAIL_REGION";

    private readonly AwsHost _aws;
    private readonly TimeProvider _time;
    private readonly AWSCredentials? _credentials;

    private AwsSession(AwsHost aws, string region, TimeProvider time, AWSCredentials? credentials)
    {
        _aws = aws;
        _time = time;
        _credentials = credentials;
        Region = region;
    }

    public AwsClients Clients => _aws.Clients;

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
        return new AwsSession(new AwsHost(access, region, around.Time), region, around.Time, credentials);
    }

    public DynamoDbStateStore Store(string table) => _aws.Store(table);

    /// <summary>The use cases on the table; runs go to Executor where its name is known, to Clock otherwise.</summary>
    public Records Records(Settings settings, CliSurroundings around) => new(
        Store(settings.RequiredTable),
        around.Time,
        around.Variable(LambdaRunDispatcher.Variable) is { } function
            ? new LambdaRunDispatcher(Clients, Region, function)
            : null);

    public TableCreation Tables() => _aws.Tables();

    /// <summary>Who gives commands here: the ARN behind the credentials.</summary>
    public async Task<Caller> CallerAsync(CancellationToken cancellationToken) =>
        new Caller.Iam(await new CallerIdentity(Clients, Region).ArnAsync(cancellationToken));

    public DeadLetterQueues DeadLetters() => new(Clients, Region);

    public IMetrics Metrics() => new CloudWatchMetrics(Clients);

    public IReadOnlyList<IReviewSource> ReviewSources(IStateStore store, CliSurroundings around) =>
        _aws.ReviewSources(store, AlarmRouteSettings.Read(around.Variable), around.Variable(NotificationsVariable));

    public World World(CliSurroundings around) => _aws.World(
        around.Variable(NotificationsVariable) ?? $"arn:aws:sns:{Region}:000000000000:nobody",
        around.Variable(LeadershipVariable),
        around.Variable(MailRegionVariable));

    public IReadOnlyList<IReviewSource> LimitSources() => [_aws.LimitSource()];

    public IReadOnlyList<IReviewSource> AlarmSources(IStateStore store, CliSurroundings around) =>
        _aws.AlarmSources(store, AlarmRouteSettings.Read(around.Variable), around.Variable(NotificationsVariable));

    public IQuotaRequests QuotaRequests() => new QuotaIncreases(Clients);

    public IAlarmMaker AlarmMaker() => new CloudWatchAlarmMaker(Clients);

    public IBills Bills() => new CostExplorerBills(Clients);

    public FunctionCall Functions() => new(Clients, Region);

    /// <summary>Signs requests to a service in the session's region as the person at this machine.</summary>
    public RequestSigner Signer(string service) =>
        new(RequestSigner.OwnOr(_credentials), Region, service, _time);

    public HardPause HardPause() => new(Clients, Region);

    /// <summary>A host on the real adapters, as the functions have.</summary>
    public Host Host(string table, string notificationsTopicArn, CliSurroundings around)
    {
        var store = Store(table);
        return new Host(new HostParts(
            store,
            _aws.World(notificationsTopicArn, around.Variable(LeadershipVariable), around.Variable(MailRegionVariable)),
            _time,
            new SystemChance(),
            NullLoggerFactory.Instance,
            Region)
        {
            ReviewSources = _aws.ReviewSources(store, AlarmRouteSettings.Read(around.Variable), notificationsTopicArn),
            Dashboards = _aws.Dashboards(),
        });
    }

    public void Dispose() => _aws.Dispose();

    private static AWSCredentials? CredentialsOf(Settings settings, CliSurroundings around)
    {
        if (settings.Profile is { } profile)
        {
            return OwnCredentials.OfProfile(profile) ?? throw CliException.BadInput(
                $"the AWS configuration has no profile \"{profile}\" with credentials",
                "see its names with: aws configure list-profiles");
        }

        var hasOwn = around.Variable("AWS_ACCESS_KEY_ID") is not null || around.Variable("AWS_PROFILE") is not null;
        return settings.Endpoint is { IsLoopback: true } && !hasOwn ? OwnCredentials.ForImitation : null;
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
