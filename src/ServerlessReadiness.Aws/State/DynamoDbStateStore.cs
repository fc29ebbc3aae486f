using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Aws.Clients;

using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace ServerlessReadiness.Aws.State;

/// <summary>The state table in DynamoDB, by the low-level client: the mapping layers are built on reflection.</summary>
public sealed class DynamoDbStateStore : IStateStore
{
    // Rounds of a batch read that bring nothing at all; each waits longer than the one before.
    private const int EmptyRoundsMax = 6;

    private readonly IAmazonDynamoDB _client;
    private readonly StateStoreSettings _settings;
    private readonly DynamoDbCommits _commits;
    private readonly Backoff _backoff;

    public DynamoDbStateStore(IAmazonDynamoDB client, StateStoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(settings);
        _client = client;
        _settings = settings;
        _commits = new DynamoDbCommits(client, settings);
        _backoff = new Backoff(settings.Time, settings.Chance);
    }

    private string Table => _settings.TableName;

    public async Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken)
    {
        var distinct = StateChecks.Read(addresses);
        var items = new Dictionary<StateAddress, Item>(distinct.Count);
        if (distinct.Count == 1)
        {
            if (await GetAsync(distinct[0], cancellationToken) is { } item)
                items.Add(distinct[0], item);
        }
        else
        {
            foreach (var batch in distinct.Chunk(StateLimits.ReadBatchMax))
                await BatchGetAsync(batch, items, cancellationToken);
        }

        var now = _settings.Time.GetUtcNow();
        return
        [
            .. distinct
                .Where(items.ContainsKey)
                .Select(address => ItemMapping.Document(items[address], now))
                .OfType<StateDocument>(),
        ];
    }

    public Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        return _commits.CommitAsync(writes, cancellationToken);
    }

    public async Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StateChecks.Query(query);
        var request = PartitionRequest(query);
        var now = _settings.Time.GetUtcNow();
        var found = new List<StateDocument>(query.PageSize + 1);
        // The service ends a page after 1 MB, and what has expired does not count, so a page may take several requests.
        do
        {
            // One more than asked for tells whether this page is the last.
            request.Limit = query.PageSize + 1 - found.Count;
            var answer = await CallAsync(
                $"query {query.Pk}",
                () => _client.QueryAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange((answer.Items ?? [])
                .Select(item => ItemMapping.Document(item, now))
                .OfType<StateDocument>());
            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (found.Count <= query.PageSize && request.ExclusiveStartKey is { Count: > 0 });

        return found.Count <= query.PageSize
            ? new StatePage(found, Next: null)
            : new StatePage(found[..query.PageSize], found[query.PageSize - 1].Address.Sk);
    }

    public async Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken)
    {
        StateChecks.Due(limit);
        var last = StateInstants.Until(until);
        var shards = await Task.WhenAll(Enumerable.Range(0, TableDefinition.DueShards)
            .Select(shard => DueOfShardAsync(shard, last, limit, cancellationToken)));
        var earliest = shards
            .SelectMany(shard => shard)
            .OrderBy(entry => entry.DueAt, StringComparer.Ordinal)
            .ThenBy(entry => entry.Address.Pk, StateKeyOrder.Instance)
            .ThenBy(entry => entry.Address.Sk, StateKeyOrder.Instance)
            .Take(limit)
            .Select(entry => entry.Address)
            .ToList();

        // The index lags. Reading the documents again drops those that were dealt with a moment ago.
        var documents = await ReadAsync(earliest, cancellationToken);
        return
        [
            .. documents
                .Where(document => document.DueAt <= last)
                .OrderBy(document => document.DueAt)
                .ThenBy(document => document.Address.Pk, StateKeyOrder.Instance)
                .ThenBy(document => document.Address.Sk, StateKeyOrder.Instance),
        ];
    }

    private async Task<Item?> GetAsync(StateAddress address, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = Table, Key = ItemMapping.Key(address), ConsistentRead = true };
        var answer = await CallAsync(
            $"read {address}",
            () => _client.GetItemAsync(request, cancellationToken),
            cancellationToken);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    private async Task BatchGetAsync(
        StateAddress[] addresses,
        Dictionary<StateAddress, Item> items,
        CancellationToken cancellationToken)
    {
        var keys = addresses.Select(ItemMapping.Key).ToList();
        var what = FormattableString.Invariant($"read {addresses.Length} items, first {addresses[0]}");
        var emptyRounds = 0;
        while (keys.Count > 0)
        {
            var request = new BatchGetItemRequest
            {
                RequestItems = new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal)
                {
                    [Table] = new() { Keys = keys, ConsistentRead = true },
                },
            };
            var answer = await CallAsync(
                what,
                () => _client.BatchGetItemAsync(request, cancellationToken),
                cancellationToken);
            foreach (var item in answer.Responses?.GetValueOrDefault(Table) ?? [])
                items[ItemMapping.Address(item)] = item;

            var unprocessed = answer.UnprocessedKeys?.GetValueOrDefault(Table)?.Keys ?? [];
            // A round that brought something was cut at 16 MB; only one that brought nothing is a sign of throttling.
            emptyRounds = unprocessed.Count < keys.Count ? 0 : emptyRounds + 1;
            if (emptyRounds == EmptyRoundsMax)
                throw DynamoDbErrors.Throttled(Table, what);
            if (unprocessed.Count > 0)
                await _backoff.WaitAsync(emptyRounds + 1, cancellationToken);
            keys = unprocessed;
        }
    }

    private QueryRequest PartitionRequest(StateQuery query)
    {
        var request = new QueryRequest
        {
            TableName = Table,
            ConsistentRead = true,
            ScanIndexForward = !query.Descending,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new Item(StringComparer.Ordinal) { [":pk"] = ItemMapping.Text(query.Pk) },
            ExclusiveStartKey = query.After is { } after ? ItemMapping.Key(new StateAddress(query.Pk, after)) : null,
        };
        // The service refuses an empty prefix.
        if (query.SkPrefix.Length > 0)
        {
            request.KeyConditionExpression += " AND begins_with(sk, :prefix)";
            request.ExpressionAttributeValues[":prefix"] = ItemMapping.Text(query.SkPrefix);
        }

        return request;
    }

    private async Task<List<(string DueAt, StateAddress Address)>> DueOfShardAsync(
        int shard,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken)
    {
        var found = new List<(string, StateAddress)>();
        var request = new QueryRequest
        {
            TableName = Table,
            IndexName = TableDefinition.DueIndex,
            KeyConditionExpression = "duePk = :shard AND dueAt <= :until",
            ExpressionAttributeValues = new Item(StringComparer.Ordinal)
            {
                [":shard"] = ItemMapping.Text(ItemMapping.DueShard(shard)),
                [":until"] = ItemMapping.Text(ItemMapping.DueText(until)),
            },
        };
        do
        {
            request.Limit = limit - found.Count;
            var answer = await CallAsync(
                $"query the index {TableDefinition.DueIndex}",
                () => _client.QueryAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange((answer.Items ?? []).Select(item =>
                (item[TableDefinition.DueSortKey].S, ItemMapping.Address(item))));
            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (found.Count < limit && request.ExclusiveStartKey is { Count: > 0 });

        return found;
    }

    private Task<T> CallAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken) =>
        DynamoDbErrors.CallAsync(Table, what, call, cancellationToken);
}
