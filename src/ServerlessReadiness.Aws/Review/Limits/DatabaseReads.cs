using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review.Limits;

using Amazon.RDS.Model;

/// <summary>Connections that database instances take and have.</summary>
internal sealed class DatabaseReads(AwsClients clients, InstanceTypes types, TimeProvider time)
{
    private const string ClassPrefix = "db.";
    private const string Parameter = "max_connections";
    private const int ParametersPerPage = 100;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly CloudWatchMetrics _metrics = new(clients);

    public async Task<IReadOnlyList<DatabaseUse>> ReadAsync(Component component, CancellationToken cancellationToken)
    {
        var resource = (Resource.Setting)component.Resource;
        var location = Location.Of(resource);
        var request = new DescribeDBInstancesRequest { DBInstanceIdentifier = resource.Id };
        var response = await Call(resource, "DescribeDBInstances").SendAsync(
            clients,
            () => clients.Rds(location, ClientUse.Read).DescribeDBInstancesAsync(request, cancellationToken),
            cancellationToken);
        var found = response.DBInstances?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"There is no {resource.Label} in account {resource.Account}, {resource.Region}. Check its identifier in "
            + "the plan.");

        // The class that the plan gives it for the event is the one that the peak meets.
        var atPeak = component.Settings.FirstOrDefault(s => s.Name == "class")?.Value ?? found.DBInstanceClass ?? "";
        var type = atPeak.StartsWith(ClassPrefix, StringComparison.Ordinal)
            ? await types.FindAsync(location, atPeak[ClassPrefix.Length..], cancellationToken)
            : null;
        return
        [
            new DatabaseUse(
                component.Name,
                resource,
                found.DBInstanceClass ?? "",
                await MaxConnectionsAsync(resource, found, cancellationToken),
                type?.MemoryBytes,
                await ConnectionsAsync(resource, cancellationToken)),
        ];
    }

    private async Task<string?> MaxConnectionsAsync(
        Resource.Setting resource,
        DBInstance instance,
        CancellationToken cancellationToken)
    {
        if (instance.DBParameterGroups?.FirstOrDefault()?.DBParameterGroupName is not { } group)
        {
            return null;
        }

        var parameters = await Pages.AllAsync($"parameters of {resource.Label}", async token =>
        {
            var request = new DescribeDBParametersRequest
            {
                DBParameterGroupName = group,
                MaxRecords = ParametersPerPage,
                Marker = token,
            };
            var response = await Call(resource, "DescribeDBParameters").SendAsync(
                clients,
                () => clients.Rds(Location.Of(resource), ClientUse.Read)
                    .DescribeDBParametersAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<Parameter>?)response.Parameters, response.Marker);
        });
        var value = parameters.Find(p => p.ParameterName == Parameter)?.ParameterValue;
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private async Task<decimal?> ConnectionsAsync(Resource.Setting resource, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var series = await _metrics.ReadAsync(
            Location.Of(resource),
            [
                new PlanMetric(
                    $"connections of {resource.Label}",
                    null,
                    resource.Account,
                    resource.Region,
                    "AWS/RDS",
                    "DatabaseConnections",
                    [new AlarmDimension("DBInstanceIdentifier", resource.Id)],
                    "Maximum",
                    null),
            ],
            now - Window,
            now,
            Period,
            cancellationToken);
        return series is [{ Points: [.., var newest] }] ? (decimal)newest.Value : null;
    }

    private static AwsCall Call(Resource resource, string operation) =>
        new(resource.Label, Location.Of(resource), $"rds:{operation}");
}
