using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ServerlessReadiness.Aws.State;

/// <summary>The one table: its keys, its index, its expiry. <c>template.yaml</c> must say the same.</summary>
public static class TableDefinition
{
    public const string PartitionKey = "pk";

    public const string SortKey = "sk";

    public const string ExpiryAttribute = "expiresAt";

    public const string DueIndex = "due";

    public const string DuePartitionKey = "duePk";

    public const string DueSortKey = "dueAt";

    /// <summary>Over how many partitions the index spreads: everything that waits on time is written there.</summary>
    public const int DueShards = 8;

    /// <summary>
    /// The index carries keys alone: a change of a document that leaves its instant alone then costs no index write,
    /// and readers fetch the documents consistently anyway.
    /// </summary>
    public static ProjectionType DueProjection => ProjectionType.KEYS_ONLY;

    public static BillingMode Billing => BillingMode.PAY_PER_REQUEST;

    /// <summary>Every key attribute is a string.</summary>
    public static IReadOnlyList<string> KeyAttributes => [PartitionKey, SortKey, DuePartitionKey, DueSortKey];

    public static CreateTableRequest CreateRequest(string tableName) => new()
    {
        TableName = tableName,
        BillingMode = Billing,
        AttributeDefinitions =
        [
            .. KeyAttributes.Select(name => new AttributeDefinition(name, ScalarAttributeType.S)),
        ],
        KeySchema = Keys(PartitionKey, SortKey),
        GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndex
            {
                IndexName = DueIndex,
                KeySchema = Keys(DuePartitionKey, DueSortKey),
                Projection = new Projection { ProjectionType = DueProjection },
            },
        ],
    };

    /// <summary>What an existing table lacks to be this one, in words; null when it fits.</summary>
    public static string? Mismatch(TableDescription table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!Fits(table.KeySchema, PartitionKey, SortKey))
            return $"its keys are not {PartitionKey} and {SortKey}";
        return table.GlobalSecondaryIndexes?.Find(index => index.IndexName == DueIndex) is not { } due
            || !Fits(due.KeySchema, DuePartitionKey, DueSortKey)
                ? $"it has no index {DueIndex} with the keys {DuePartitionKey} and {DueSortKey}"
                : null;
    }

    private static List<KeySchemaElement> Keys(string partition, string sort) =>
        [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)];

    private static bool Fits(List<KeySchemaElement> keys, string partition, string sort) =>
        keys is { Count: 2 }
        && keys.Exists(key => key.KeyType == KeyType.HASH && key.AttributeName == partition)
        && keys.Exists(key => key.KeyType == KeyType.RANGE && key.AttributeName == sort);
}
