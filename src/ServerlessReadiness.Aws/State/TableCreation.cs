using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.State;

/// <summary>Creates the table where no stack does: <c>readiness local init</c> and tests.</summary>
public sealed class TableCreation(IAmazonDynamoDB client, TimeProvider time)
{
    private const int LooksMax = 120;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns when the table is ready with expiry on; true when it was made by this call. Safe to repeat and to race.
    /// A table of that name with another shape is refused.
    /// </summary>
    public async Task<bool> CreateIfMissingAsync(string tableName, CancellationToken cancellationToken)
    {
        var created = await DescribeAsync(tableName, cancellationToken) is null
            && await CreateAsync(tableName, cancellationToken);
        await WhenActiveAsync(tableName, cancellationToken);
        await EnableExpiryAsync(tableName, cancellationToken);
        return created;
    }

    private Task<TableDescription?> DescribeAsync(string table, CancellationToken cancellationToken) =>
        DynamoDbErrors.CallAsync(
            table,
            "look at the table",
            async () =>
            {
                try
                {
                    return (await client.DescribeTableAsync(table, cancellationToken)).Table;
                }
                catch (ResourceNotFoundException)
                {
                    return null;
                }
            },
            cancellationToken);

    private Task<bool> CreateAsync(string table, CancellationToken cancellationToken) => DynamoDbErrors.CallAsync(
        table,
        "create the table",
        async () =>
        {
            try
            {
                await client.CreateTableAsync(TableDefinition.CreateRequest(table), cancellationToken);
                return true;
            }
            catch (ResourceInUseException)
            {
                // Another caller was faster. Its table is as good.
                return false;
            }
        },
        cancellationToken);

    private async Task WhenActiveAsync(string table, CancellationToken cancellationToken)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            var found = await DescribeAsync(table, cancellationToken);
            if (found is not null && TableDefinition.Mismatch(found) is { } mismatch)
            {
                throw new PortException(
                    PortFailure.Refused,
                    $"Table {table} exists, but {mismatch}; choose another name or delete it.");
            }

            if (found is not null && IsActive(found))
                return;
            await Task.Delay(LookInterval, time, cancellationToken);
        }

        throw new PortException(
            PortFailure.Unavailable,
            $"Table {table} did not become ACTIVE within {LooksMax} looks; see its state in the DynamoDB console.");
    }

    private static bool IsActive(TableDescription table) =>
        table.TableStatus == TableStatus.ACTIVE
        // moto gives an index no status.
        && table.GlobalSecondaryIndexes.TrueForAll(index =>
            index.IndexStatus is null || index.IndexStatus == IndexStatus.ACTIVE);

    private Task<bool> EnableExpiryAsync(string table, CancellationToken cancellationToken) => DynamoDbErrors.CallAsync(
        table,
        "turn on expiry",
        async () =>
        {
            var request = new DescribeTimeToLiveRequest { TableName = table };
            var now = (await client.DescribeTimeToLiveAsync(request, cancellationToken)).TimeToLiveDescription;
            // Turning on what is on already is an error of the service.
            if (now?.TimeToLiveStatus == TimeToLiveStatus.ENABLED || now?.TimeToLiveStatus == TimeToLiveStatus.ENABLING)
                return false;

            await client.UpdateTimeToLiveAsync(
                new UpdateTimeToLiveRequest
                {
                    TableName = table,
                    TimeToLiveSpecification = new TimeToLiveSpecification
                    {
                        AttributeName = TableDefinition.ExpiryAttribute,
                        Enabled = true,
                    },
                },
                cancellationToken);
            return true;
        },
        cancellationToken);
}
