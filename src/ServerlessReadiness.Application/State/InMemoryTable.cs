namespace ServerlessReadiness.Application.State;

/// <summary>The items of an <see cref="InMemoryStateStore"/> with their orders. Not thread-safe.</summary>
internal sealed class InMemoryTable
{
    private readonly Dictionary<StateAddress, InMemoryItem> _items = [];
    private readonly Dictionary<string, List<string>> _sortKeys = new(StringComparer.Ordinal);
    private readonly SortedSet<InMemoryItem> _due = new(InMemoryItem.DueOrder);
    private readonly PriorityQueue<StateAddress, long> _expiring = new();

    public InMemoryItem? Find(StateAddress address, DateTimeOffset now) =>
        _items.TryGetValue(address, out var item) && !StateInstants.IsExpired(item.ExpirySeconds, now) ? item : null;

    /// <summary>Waiting documents, earliest first.</summary>
    public IEnumerable<InMemoryItem> Due => _due;

    public void Write(InMemoryItem item)
    {
        Remove(item.Document.Address);
        var address = item.Document.Address;
        _items.Add(address, item);
        if (!_sortKeys.TryGetValue(address.Pk, out var keys))
            _sortKeys.Add(address.Pk, keys = []);
        // Journals append, so the insertion is nearly always at the end and costs nothing.
        keys.Insert(~keys.BinarySearch(address.Sk, StateKeyOrder.Instance), address.Sk);
        if (item.Document.DueAt is not null)
            _due.Add(item);
        if (item.ExpirySeconds is { } seconds)
            _expiring.Enqueue(address, seconds);
    }

    /// <summary>Forgets what is past its expiry, so that a long local run does not grow with its inbox.</summary>
    public void Purge(DateTimeOffset now)
    {
        while (_expiring.TryPeek(out var address, out var seconds) && StateInstants.IsExpired(seconds, now))
        {
            _expiring.Dequeue();
            // A later write may have prolonged it.
            if (_items.TryGetValue(address, out var item) && StateInstants.IsExpired(item.ExpirySeconds, now))
                Remove(address);
        }
    }

    /// <summary>What a query asks for, from its starting point to the end of its range.</summary>
    public IEnumerable<StateDocument> Range(StateQuery query, DateTimeOffset now)
    {
        if (!_sortKeys.TryGetValue(query.Pk, out var keys))
            yield break;

        var step = query.Descending ? -1 : 1;
        for (var i = Start(keys, query); i >= 0 && i < keys.Count; i += step)
        {
            if (!keys[i].StartsWith(query.SkPrefix, StringComparison.Ordinal))
                yield break;
            if (Find(new StateAddress(query.Pk, keys[i]), now) is { } item)
                yield return item.Document;
        }
    }

    private static int Start(List<string> keys, StateQuery query)
    {
        if (query.After is { } after)
        {
            var found = keys.BinarySearch(after, StateKeyOrder.Instance);
            var insertion = found >= 0 ? found : ~found;
            if (query.Descending)
                return insertion - 1;
            return found >= 0 ? found + 1 : insertion;
        }

        return query.Descending ? LastWithPrefix(keys, query.SkPrefix) : FirstFrom(keys, query.SkPrefix);
    }

    private static int FirstFrom(List<string> keys, string prefix)
    {
        var found = keys.BinarySearch(prefix, StateKeyOrder.Instance);
        return found >= 0 ? found : ~found;
    }

    private static int LastWithPrefix(List<string> keys, string prefix)
    {
        // Keys with the prefix are contiguous from FirstFrom on: halve the rest to find where they end.
        var low = FirstFrom(keys, prefix);
        var high = keys.Count;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (keys[middle].StartsWith(prefix, StringComparison.Ordinal))
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void Remove(StateAddress address)
    {
        if (!_items.Remove(address, out var item))
            return;
        var keys = _sortKeys[address.Pk];
        keys.RemoveAt(keys.BinarySearch(address.Sk, StateKeyOrder.Instance));
        if (keys.Count == 0)
            _sortKeys.Remove(address.Pk);
        if (item.Document.DueAt is not null)
            _due.Remove(item);
    }
}
