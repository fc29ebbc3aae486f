using System.Diagnostics;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Settings;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws;

/// <summary>Databases, volumes, tables, parameters and rate limits: each service has an adapter of its own.</summary>
public sealed class AwsSettings : ISettings
{
    private readonly RdsSettings _databases;
    private readonly EbsSettings _volumes;
    private readonly TableSettings _tables;
    private readonly SsmParameterSettings _parameters;
    private readonly WebAclRateSettings _rateLimits;

    public AwsSettings(AwsClients clients, TimeProvider time)
    {
        _databases = new RdsSettings(clients);
        _volumes = new EbsSettings(clients, time);
        _tables = new TableSettings(clients);
        _parameters = new SsmParameterSettings(clients);
        _rateLimits = new WebAclRateSettings(clients);
    }

    public Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken) =>
        Of(resource).ReadAsync(resource, cancellationToken);

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken) => Of(resource).PerformAsync(resource, change, cancellationToken);

    private ISettings Of(Resource.Setting resource) => resource.Service switch
    {
        SettingService.RdsInstance => _databases,
        SettingService.EbsVolume => _volumes,
        SettingService.TableWarmThroughput => _tables,
        SettingService.SsmParameters => _parameters,
        SettingService.WebAclRateLimit => _rateLimits,
        _ => throw new UnreachableException($"No adapter for {resource.Service}."),
    };
}
