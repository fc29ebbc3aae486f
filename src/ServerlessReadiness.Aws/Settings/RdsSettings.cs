using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Settings;

using Amazon.RDS.Model;

/// <summary>RDS instances through AWSSDK.RDS: class, iops, throughput, storage.</summary>
internal sealed class RdsSettings(AwsClients clients) : ISettings
{
    private const string Class = "class";
    private const string Iops = "iops";
    private const string Throughput = "throughput";
    private const string Storage = "storage";

    private const string Available = "available";

    // Statuses in which the instance serves; all others are ways to or from it.
    private static readonly string[] Serving =
        [Available, "storage-optimization", "backing-up", "configuring-enhanced-monitoring"];

    public async Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken)
    {
        var request = new DescribeDBInstancesRequest { DBInstanceIdentifier = resource.Id };
        var response = await Call(resource, "DescribeDBInstances").SendAsync(
            clients,
            () => clients.Rds(Location.Of(resource), ClientUse.Read)
                .DescribeDBInstancesAsync(request, cancellationToken),
            cancellationToken);
        var found = response.DBInstances?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"There is no database instance \"{resource.Id}\" in account {resource.Account}, {resource.Region}. Check "
            + "its identifier, account and region in the plan.");
        return new SettingSnapshot(
            SettingNumbers.Of(
                (Class, found.DBInstanceClass),
                (Iops, found.Iops),
                (Throughput, found.StorageThroughput),
                (Storage, found.AllocatedStorage)),
            Busy(found),
            Serving.Contains(found.DBInstanceStatus, StringComparer.Ordinal));
    }

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken)
    {
        SettingNumbers.OnlyKnown(resource, change.To, Class, Iops, Throughput, Storage);
        var request = new ModifyDBInstanceRequest
        {
            DBInstanceIdentifier = resource.Id,
            ApplyImmediately = true,
            DBInstanceClass = SettingNumbers.Text(change.To, Class),
            Iops = SettingNumbers.SmallNumber(resource, change.To, Iops),
            StorageThroughput = SettingNumbers.SmallNumber(resource, change.To, Throughput),
            AllocatedStorage = SettingNumbers.SmallNumber(resource, change.To, Storage),
        };
        return Call(resource, "ModifyDBInstance").SendAsync(
            clients,
            () => clients.Rds(Location.Of(resource), ClientUse.Effect)
                .ModifyDBInstanceAsync(request, cancellationToken),
            cancellationToken);
    }

    // An immediate change takes along whatever someone else has left for the maintenance window.
    private static string? Busy(DBInstance found) => found.DBInstanceStatus != Available
        ? $"its status is {found.DBInstanceStatus}"
        : Pending(found.PendingModifiedValues) is { Length: > 0 } pending
            ? $"changes of {pending} are pending and would be made together with ours"
            : null;

    private static string Pending(PendingModifiedValues? values) => values is null
        ? ""
        : string.Join(
            ", ",
            new (string Name, object? Value)[]
            {
                (Class, values.DBInstanceClass),
                (Iops, values.Iops),
                (Throughput, values.StorageThroughput),
                (Storage, values.AllocatedStorage),
                ("the engine's version", values.EngineVersion),
                ("Multi-AZ", values.MultiAZ),
                ("the port", values.Port),
                ("the storage type", values.StorageType),
                ("the identifier", values.DBInstanceIdentifier),
                ("the certificate", values.CACertificateIdentifier),
            }.Where(p => p.Value is not null and not "").Select(p => p.Name));

    private static AwsCall Call(Resource resource, string operation) =>
        new(resource.Label, Location.Of(resource), $"rds:{operation}");
}
