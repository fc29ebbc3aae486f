using System.Diagnostics;
using System.Globalization;
using System.Text;

using Amazon.DynamoDBv2.Model;

using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Aws.State;

/// <summary>Documents and claims as items of the table, and back.</summary>
internal static class ItemMapping
{
    public const string CommitAttribute = "commit";
    public const string VersionAttribute = "version";

    private const string DocumentAttribute = "doc";
    private const string CompressedAttribute = "docz";

    // Fixed width, so that the order of the text is the order of time.
    private const string DueFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static Dictionary<string, AttributeValue> Key(StateAddress address) => new(StringComparer.Ordinal)
    {
        [TableDefinition.PartitionKey] = Text(address.Pk),
        [TableDefinition.SortKey] = Text(address.Sk),
    };

    public static StateAddress Address(Dictionary<string, AttributeValue> item) =>
        new(item[TableDefinition.PartitionKey].S, item[TableDefinition.SortKey].S);

    public static Dictionary<string, AttributeValue> Item(StateWrite write, PackedDocument document, string commitId)
    {
        var item = Key(write.Address);
        item[CommitAttribute] = Text(commitId);
        switch (write)
        {
            case StateWrite.Claim claim:
                item[VersionAttribute] = Number(1);
                item[TableDefinition.ExpiryAttribute] = Number(StateInstants.ExpirySeconds(claim.ExpiresAt));
                return item;
            case StateWrite.Put put:
                item[VersionAttribute] = Number(put.ExpectedVersion + 1);
                AddDocument(item, document);
                AddInstants(item, put);
                return item;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The stored document, or null when it is past its expiry and only waits to be deleted.</summary>
    public static StateDocument? Document(Dictionary<string, AttributeValue> item, DateTimeOffset now)
    {
        var address = Address(item);
        if (item.TryGetValue(TableDefinition.ExpiryAttribute, out var expiry)
            && StateInstants.IsExpired(ToLong(address, expiry), now))
        {
            return null;
        }

        return item.TryGetValue(VersionAttribute, out var version)
            ? new StateDocument(address, Json(address, item), ToLong(address, version), DueAt(address, item))
            : throw Foreign(address, $"it has no {VersionAttribute}");
    }

    public static string DueText(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(DueFormat, CultureInfo.InvariantCulture);

    public static string DueShard(int shard) => string.Create(CultureInfo.InvariantCulture, $"DUE#{shard}");

    /// <summary>
    /// The index partition of an address, by FNV-1a over its UTF-8. Written into the table, so it must be the same in
    /// every process and version; string.GetHashCode is not.
    /// </summary>
    public static int DueShardOf(StateAddress address)
    {
        const uint Offset = 2166136261;
        const uint Prime = 16777619;
        var hash = Offset;
        foreach (var unit in Encoding.UTF8.GetBytes($"{address.Pk}\0{address.Sk}"))
            hash = unchecked((hash ^ unit) * Prime);
        return (int)(hash % TableDefinition.DueShards);
    }

    public static AttributeValue Text(string value) => new() { S = value };

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static void AddDocument(Dictionary<string, AttributeValue> item, PackedDocument document)
    {
        if (document.IsCompressed)
            item[CompressedAttribute] = new AttributeValue { B = new MemoryStream(document.Bytes.ToArray()) };
        else
            item[DocumentAttribute] = Text(Encoding.UTF8.GetString(document.Bytes.Span));
    }

    private static void AddInstants(Dictionary<string, AttributeValue> item, StateWrite.Put put)
    {
        if (put.ExpiresAt is { } expiresAt)
            item[TableDefinition.ExpiryAttribute] = Number(StateInstants.ExpirySeconds(expiresAt));
        if (put.DueAt is not { } due)
            return;
        item[TableDefinition.DuePartitionKey] = Text(DueShard(DueShardOf(put.Address)));
        item[TableDefinition.DueSortKey] = Text(DueText(StateInstants.Due(due)));
    }

    private static ReadOnlyMemory<byte> Json(StateAddress address, Dictionary<string, AttributeValue> item)
    {
        if (item.TryGetValue(DocumentAttribute, out var plain))
            return Encoding.UTF8.GetBytes(plain.S);
        return item.TryGetValue(CompressedAttribute, out var packed)
            ? new PackedDocument(packed.B.ToArray(), IsCompressed: true).Unpack(address)
            // A claim is a name without content.
            : "{}"u8.ToArray();
    }

    private static DateTimeOffset? DueAt(StateAddress address, Dictionary<string, AttributeValue> item)
    {
        if (!item.TryGetValue(TableDefinition.DueSortKey, out var due))
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(due.S, DueFormat, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant
            : throw Foreign(address, $"its {TableDefinition.DueSortKey} is '{due.S}'");
    }

    private static long ToLong(StateAddress address, AttributeValue value) =>
        long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Foreign(address, $"'{value.N ?? value.S}' stands where a whole number is due");

    private static PortException Foreign(StateAddress address, string why) => new(
        PortFailure.Refused,
        $"{address}: the item was not written by this application ({why}); find out who writes to this table.");
}
