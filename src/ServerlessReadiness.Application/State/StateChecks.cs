using System.Text.Unicode;

using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.State;

/// <summary>What every store refuses before it does anything, so that none accepts what another would not.</summary>
public static class StateChecks
{
    /// <summary>
    /// Throws a <see cref="PortException"/> (Refused) that names the offending write; otherwise gives the packed
    /// documents, in the order of the writes (empty for a claim).
    /// </summary>
    public static IReadOnlyList<PackedDocument> Commit(IReadOnlyList<StateWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count == 0)
            throw Refused("A commit without writes was asked for; decide first whether there is anything to save.");
        if (writes.Count > StateLimits.CommitWritesMax)
        {
            throw Refused(Text($"A commit of {writes.Count} writes, first {writes[0].Address}, ")
                + Text($"is over the limit of {StateLimits.CommitWritesMax}; split it into several commits."));
        }

        var seen = new HashSet<StateAddress>(writes.Count);
        var packed = new PackedDocument[writes.Count];
        long total = 0;
        for (var i = 0; i < writes.Count; i++)
        {
            Address(writes[i].Address);
            if (!seen.Add(writes[i].Address))
                throw Refused($"{writes[i].Address} is written twice in one commit; merge the two writes.");
            packed[i] = writes[i] is StateWrite.Put put ? Document(put) : default;
            total += packed[i].Bytes.Length;
        }

        return total <= StateLimits.CommitBytesMax ? packed : throw Refused(
            Text($"A commit of {total} bytes, first {writes[0].Address}, is over the limit of ")
            + Text($"{StateLimits.CommitBytesMax}; split it into commits that may each happen alone."));
    }

    /// <summary>The addresses of a read, each once, in the order asked.</summary>
    public static IReadOnlyList<StateAddress> Read(IReadOnlyCollection<StateAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var distinct = addresses.Distinct().ToArray();
        foreach (var address in distinct)
            Address(address);
        return distinct;
    }

    public static void Query(StateQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Key(query.Pk, StateLimits.PartitionKeyBytesMax, "The partition key of a query", allowEmpty: false);
        Key(query.SkPrefix, StateLimits.SortKeyBytesMax, $"{query.Pk}: the prefix of a query", allowEmpty: true);
        InRange(query.PageSize, StateLimits.PageSizeMax, $"{query.Pk}: the page size");
        if (query.After is not { } after)
            return;
        Key(after, StateLimits.SortKeyBytesMax, $"{query.Pk}: the key to continue after", allowEmpty: false);
        if (!after.StartsWith(query.SkPrefix, StringComparison.Ordinal))
        {
            throw Refused($"{query.Pk}: cannot continue after '{after}', which does not start with the prefix "
                + $"'{query.SkPrefix}'; pass the Next of the page before.");
        }
    }

    public static void Due(int limit) => InRange(limit, StateLimits.DueLimitMax, "The limit of due documents");

    private static void Address(StateAddress address)
    {
        if (!IsSound(address.Pk, StateLimits.PartitionKeyBytesMax))
            Key(address.Pk, StateLimits.PartitionKeyBytesMax, $"{address}: the partition key", allowEmpty: false);
        if (!IsSound(address.Sk, StateLimits.SortKeyBytesMax))
            Key(address.Sk, StateLimits.SortKeyBytesMax, $"{address}: the sort key", allowEmpty: false);
    }

    private static PackedDocument Document(StateWrite.Put put)
    {
        if (put.ExpectedVersion < 0)
            throw Refused(Text($"{put.Address}: version {put.ExpectedVersion} cannot be expected; 0 means absent."));
        // The table keeps text; bytes that are no text would come back as other bytes.
        if (put.Json.IsEmpty || !Utf8.IsValid(put.Json.Span))
            throw Refused($"{put.Address}: the document is empty or no UTF-8; write JSON.");
        if (put.Json.Length > StateLimits.DocumentBytesMax)
            throw TooLarge(put.Address, put.Json.Length, "bytes", StateLimits.DocumentBytesMax);

        var packed = PackedDocument.Pack(put.Json);
        return packed.Bytes.Length <= StateLimits.StoredDocumentBytesMax
            ? packed
            : throw TooLarge(put.Address, packed.Bytes.Length, "bytes compressed", StateLimits.StoredDocumentBytesMax);
    }

    // Every call checks its keys, so the words about a wrong one are made only for a wrong one.
    private static bool IsSound(string? key, int bytesMax) =>
        !string.IsNullOrEmpty(key) && StateKeyOrder.Utf8Length(key) <= bytesMax;

    private static void Key(string? key, int bytesMax, string what, bool allowEmpty)
    {
        if (string.IsNullOrEmpty(key))
        {
            if (!allowEmpty)
                throw Refused($"{what} is empty; every document has both keys.");
            return;
        }

        switch (StateKeyOrder.Utf8Length(key))
        {
            case null:
                throw Refused($"{what} holds half of a surrogate pair, so it cannot be stored; correct the name.");
            case { } bytes when bytes > bytesMax:
                throw Refused(Text($"{what} has {bytes} bytes, over the limit of {bytesMax}; shorten the name in it."));
        }
    }

    private static void InRange(int value, int max, string what)
    {
        if (value < 1 || value > max)
            throw Refused(Text($"{what} is {value}; ask for 1 to {max}."));
    }

    private static PortException TooLarge(StateAddress address, int bytes, string unit, int max) => Refused(Text(
        $"{address}: the document has {bytes} {unit}, over the limit of {max}; shorten its largest part or split it."));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static PortException Refused(string message) => new(PortFailure.Refused, message);
}
