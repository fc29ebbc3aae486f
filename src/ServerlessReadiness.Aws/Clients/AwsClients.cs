using Amazon.ApplicationAutoScaling;
using Amazon.ARCZonalShift;
using Amazon.AutoScaling;
using Amazon.CloudWatch;
using Amazon.CostExplorer;
using Amazon.DynamoDBv2;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.IdentityManagement;
using Amazon.KeyManagementService;
using Amazon.Lambda;
using Amazon.RDS;
using Amazon.Route53;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.ServiceQuotas;
using Amazon.SimpleEmailV2;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.SimpleSystemsManagement;
using Amazon.WAFV2;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// All AWS clients, by account, region and use. Each is made once and kept, with its connections. Other accounts are
/// reached through the roles of <see cref="AccountRoles"/>. One instance per process or simulated function instance.
/// </summary>
public sealed partial class AwsClients(AwsAccess access, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Type Config, Location Location, ClientUse Use), IDisposable> _clients = [];
    private readonly Dictionary<Location, AssumedRoleCredentials> _assumed = [];

    /// <summary>The account that our own credentials belong to; empty when nobody said which it is.</summary>
    public string HomeAccount => access.Account ?? "";

    /// <exception cref="PortException">Denied: no role is configured for the account. So for all below.</exception>
    public IAmazonAutoScaling AutoScaling(Location location, ClientUse use) =>
        Client<AmazonAutoScalingConfig, IAmazonAutoScaling>(location, use, static (credentials, config) =>
            credentials is null
                ? new AmazonAutoScalingClient(config)
                : new AmazonAutoScalingClient(credentials, config));

    public IAmazonApplicationAutoScaling ApplicationAutoScaling(Location location, ClientUse use) =>
        Client<AmazonApplicationAutoScalingConfig, IAmazonApplicationAutoScaling>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonApplicationAutoScalingClient(config)
                : new AmazonApplicationAutoScalingClient(credentials, config));

    public IAmazonEC2 Ec2(Location location, ClientUse use) =>
        Client<AmazonEC2Config, IAmazonEC2>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonEC2Client(config) : new AmazonEC2Client(credentials, config));

    public IAmazonRDS Rds(Location location, ClientUse use) =>
        Client<AmazonRDSConfig, IAmazonRDS>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonRDSClient(config) : new AmazonRDSClient(credentials, config));

    /// <summary>For tables of the workload; the state table has a client of its own.</summary>
    public IAmazonDynamoDB DynamoDb(Location location, ClientUse use) =>
        Client<AmazonDynamoDBConfig, IAmazonDynamoDB>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonDynamoDBClient(config) : new AmazonDynamoDBClient(credentials, config));

    public IAmazonCloudWatch CloudWatch(Location location, ClientUse use) =>
        Client<AmazonCloudWatchConfig, IAmazonCloudWatch>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonCloudWatchClient(config) : new AmazonCloudWatchClient(credentials, config));

    public IAmazonKeyManagementService Kms(Location location, ClientUse use) =>
        Client<AmazonKeyManagementServiceConfig, IAmazonKeyManagementService>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonKeyManagementServiceClient(config)
                : new AmazonKeyManagementServiceClient(credentials, config));

    public IAmazonLambda Lambda(Location location, ClientUse use) =>
        Client<AmazonLambdaConfig, IAmazonLambda>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonLambdaClient(config) : new AmazonLambdaClient(credentials, config));

    /// <summary>One endpoint serves all regions of the location's partition.</summary>
    public IAmazonRoute53 Route53(Location location, ClientUse use) =>
        Client<AmazonRoute53Config, IAmazonRoute53>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonRoute53Client(config) : new AmazonRoute53Client(credentials, config));

    /// <summary>One endpoint serves all regions.</summary>
    public IAmazonCostExplorer CostExplorer(Location location, ClientUse use) =>
        Client<AmazonCostExplorerConfig, IAmazonCostExplorer>(location, use, static (credentials, config) =>
            credentials is null
                ? new AmazonCostExplorerClient(config)
                : new AmazonCostExplorerClient(credentials, config));

    public IAmazonElasticLoadBalancingV2 LoadBalancers(Location location, ClientUse use) =>
        Client<AmazonElasticLoadBalancingV2Config, IAmazonElasticLoadBalancingV2>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonElasticLoadBalancingV2Client(config)
                : new AmazonElasticLoadBalancingV2Client(credentials, config));

    public IAmazonARCZonalShift ZonalShifts(Location location, ClientUse use) =>
        Client<AmazonARCZonalShiftConfig, IAmazonARCZonalShift>(location, use, static (credentials, config) =>
            credentials is null
                ? new AmazonARCZonalShiftClient(config)
                : new AmazonARCZonalShiftClient(credentials, config));

    public IAmazonSimpleSystemsManagement Ssm(Location location, ClientUse use) =>
        Client<AmazonSimpleSystemsManagementConfig, IAmazonSimpleSystemsManagement>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonSimpleSystemsManagementClient(config)
                : new AmazonSimpleSystemsManagementClient(credentials, config));

    public IAmazonWAFV2 Waf(Location location, ClientUse use) =>
        Client<AmazonWAFV2Config, IAmazonWAFV2>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonWAFV2Client(config) : new AmazonWAFV2Client(credentials, config));

    public IAmazonSQS Sqs(Location location, ClientUse use) =>
        Client<AmazonSQSConfig, IAmazonSQS>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonSQSClient(config) : new AmazonSQSClient(credentials, config));

    public IAmazonIdentityManagementService Iam(Location location, ClientUse use) =>
        Client<AmazonIdentityManagementServiceConfig, IAmazonIdentityManagementService>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonIdentityManagementServiceClient(config)
                : new AmazonIdentityManagementServiceClient(credentials, config));

    public IAmazonServiceQuotas ServiceQuotas(Location location, ClientUse use) =>
        Client<AmazonServiceQuotasConfig, IAmazonServiceQuotas>(location, use, static (credentials, config) =>
            credentials is null
                ? new AmazonServiceQuotasClient(config)
                : new AmazonServiceQuotasClient(credentials, config));

    public IAmazonSimpleNotificationService Sns(Location location, ClientUse use) =>
        Client<AmazonSimpleNotificationServiceConfig, IAmazonSimpleNotificationService>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonSimpleNotificationServiceClient(config)
                : new AmazonSimpleNotificationServiceClient(credentials, config));

    public IAmazonSimpleEmailServiceV2 Ses(Location location, ClientUse use) =>
        Client<AmazonSimpleEmailServiceV2Config, IAmazonSimpleEmailServiceV2>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonSimpleEmailServiceV2Client(config)
                : new AmazonSimpleEmailServiceV2Client(credentials, config));

    /// <summary>
    /// Makes sure that the clients of this account and region have credentials. Awaited before every call, because the
    /// SDK asks for them synchronously while it signs.
    /// </summary>
    /// <exception cref="PortException">Denied: no role is configured, or it may not be assumed.</exception>
    public Task PrepareAsync(Location location, CancellationToken cancellationToken)
    {
        AWSCredentials? credentials;
        lock (_gate)
        {
            credentials = CredentialsFor(location);
        }

        return credentials is AssumedRoleCredentials assumed
            ? assumed.RenewAsync(cancellationToken)
            : Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }

            foreach (var credentials in _assumed.Values)
            {
                credentials.Dispose();
            }

            _clients.Clear();
            _assumed.Clear();
        }
    }

    private TClient Client<TConfig, TClient>(
        Location location,
        ClientUse use,
        Func<AWSCredentials?, TConfig, TClient> create)
        where TConfig : ClientConfig, new()
        where TClient : IDisposable
    {
        lock (_gate)
        {
            var key = (typeof(TConfig), location, use);
            if (!_clients.TryGetValue(key, out var client))
            {
                var config = new TConfig();
                new AwsClientSettings(location.Region, access.Endpoint).Apply(config, use);
                client = create(CredentialsFor(location), config);
                _clients.Add(key, client);
            }

            return (TClient)client;
        }
    }

    private AWSCredentials? CredentialsFor(Location location)
    {
        if (location.Account == HomeAccount || (HomeAccount.Length == 0 && access.Roles.Find(location.Account) is null))
            return access.Credentials;

        if (_assumed.TryGetValue(location, out var known))
            return known;

        var role = access.Roles.Find(location.Account) ?? throw new PortException(
            PortFailure.Denied,
            $"Account {location.Account} cannot be reached: no role is configured for it. Add "
            + $"{AccountRoles.EntryForm} to the template parameter {AccountRoles.TemplateParameter} and deploy.");

        // Sessions are per region, from the region's own STS: trouble in one region must not stop work in another.
        var home = location with { Account = HomeAccount };
        var assumed = new AssumedRoleCredentials(role, location, () => Sts(home), time);
        _assumed.Add(location, assumed);
        return assumed;
    }

    private IAmazonSecurityTokenService Sts(Location home) => Sts(home, ClientUse.Read);

    public IAmazonSecurityTokenService Sts(Location home, ClientUse use) =>
        Client<AmazonSecurityTokenServiceConfig, IAmazonSecurityTokenService>(
            home,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonSecurityTokenServiceClient(config)
                : new AmazonSecurityTokenServiceClient(credentials, config));
}
