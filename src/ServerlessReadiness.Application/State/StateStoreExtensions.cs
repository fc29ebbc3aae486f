using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.State;

/// <summary>Typed reads and writes over the port.</summary>
public static class StateStoreExtensions
{
    public static async Task<StateView> LoadAsync(
        this IStateStore store,
        CancellationToken cancellationToken,
        params StateAddress[] addresses) =>
        new(await store.ReadAsync(addresses, cancellationToken));

    public static async Task<Versioned<T?>> FindAsync<T>(
        this IStateStore store,
        StateKey<T> key,
        CancellationToken cancellationToken)
        where T : class, IStoredDocument =>
        new StateView(await store.ReadAsync([key.Address], cancellationToken)).Find(key);

    /// <summary>A write of a value that was read with this version (0: not stored yet).</summary>
    public static StateWrite.Put Put<T>(
        this StateKey<T> key,
        T value,
        long version,
        DateTimeOffset? dueAt = null,
        DateTimeOffset? expiresAt = null)
        where T : class, IStoredDocument =>
        new(key.Address, JsonSerializer.SerializeToUtf8Bytes(value, key.Type), version, dueAt, expiresAt);

    /// <summary>All documents of one kind in a partition, page after page, in the order of the sort key.</summary>
    public static async Task<IReadOnlyList<Versioned<T>>> ListAsync<T>(
        this IStateStore store,
        string pk,
        string skPrefix,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
        where T : class, IStoredDocument
    {
        var found = new List<Versioned<T>>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(new StateQuery(pk, skPrefix, after), cancellationToken);
            found.AddRange(page.Documents.Select(d =>
                new Versioned<T>(StateView.Parse(d, new StateKey<T>(d.Address, type)), d.Version)));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }
}
