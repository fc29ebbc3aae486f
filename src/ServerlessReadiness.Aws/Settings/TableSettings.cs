using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Settings;

using Amazon.DynamoDBv2.Model;

/// <summary>
/// The warm throughput of DynamoDB tables through AWSSDK.DynamoDBv2: readUnits, writeUnits. Of the table itself, not of
/// its indexes.
/// </summary>
internal sealed class TableSettings(AwsClients clients) : ISettings
{
    private const string ReadUnits = "readUnits";
    private const string WriteUnits = "writeUnits";
    private const string Active = "ACTIVE";

    public async Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken)
    {
        var request = new DescribeTableRequest { TableName = resource.Id };
        var response = await Call(resource, "DescribeTable").SendAsync(
            clients,
            () => clients.DynamoDb(Location.Of(resource), ClientUse.Read)
                .DescribeTableAsync(request, cancellationToken),
            cancellationToken);
        var warm = response.Table?.WarmThroughput;
        var status = response.Table?.TableStatus?.Value ?? "unknown";
        var warmStatus = warm?.Status?.Value ?? Active;
        return new SettingSnapshot(
            SettingNumbers.Of((ReadUnits, warm?.ReadUnitsPerSecond), (WriteUnits, warm?.WriteUnitsPerSecond)),
            (status, warmStatus) switch
            {
                (Active, Active) => null,
                (Active, _) => $"its warm throughput is {warmStatus}",
                _ => $"its table is {status}",
            },
            status == Active && warmStatus == Active);
    }

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken)
    {
        SettingNumbers.OnlyKnown(resource, change.To, ReadUnits, WriteUnits);
        var request = new UpdateTableRequest
        {
            TableName = resource.Id,
            WarmThroughput = new WarmThroughput
            {
                ReadUnitsPerSecond = SettingNumbers.Number(resource, change.To, ReadUnits),
                WriteUnitsPerSecond = SettingNumbers.Number(resource, change.To, WriteUnits),
            },
        };
        return Call(resource, "UpdateTable").SendAsync(
            clients,
            () => clients.DynamoDb(Location.Of(resource), ClientUse.Effect)
                .UpdateTableAsync(request, cancellationToken),
            cancellationToken);
    }

    private static AwsCall Call(Resource resource, string operation) =>
        new(resource.Label, Location.Of(resource), $"dynamodb:{operation}");
}
