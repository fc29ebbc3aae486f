using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.State;

/// <summary>
/// The state table in memory, for tests, the simulator and <c>readiness local</c>. It keeps the contract and the limits
/// of the DynamoDB store, and lets <see cref="IStoreFaults"/> decide what goes wrong. Calls complete synchronously.
/// </summary>
public sealed class InMemoryStateStore : IStateStore
{
    // Deep enough for any lag a test asks for; bounded, because a simulated event makes many commits.
    private const int HistoryCommitsMax = 1000;

    private static readonly ReadOnlyMemory<byte> ClaimJson = "{}"u8.ToArray();

    private readonly Lock _lock = new();
    private readonly InMemoryTable _table = new();
    private readonly LinkedList<IReadOnlyList<(StateAddress Address, InMemoryItem? Before)>> _history = new();
    private readonly TimeProvider _time;
    private readonly IStoreFaults? _faults;
    private StoreRoundTrips _roundTrips;

    public InMemoryStateStore(TimeProvider time, IStoreFaults? faults = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _faults = faults;
    }

    public StoreRoundTrips RoundTrips
    {
        get
        {
            lock (_lock)
            {
                return _roundTrips;
            }
        }
    }

    public Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken) => Answer<IReadOnlyList<StateDocument>>(
        now =>
        {
            var distinct = StateChecks.Read(addresses);
            for (var done = 0; done < distinct.Count; done += StateLimits.ReadBatchMax)
            {
                _roundTrips = _roundTrips with { Reads = _roundTrips.Reads + 1 };
                FailReadIfTold("read of documents");
            }

            return [.. distinct.Select(address => _table.Find(address, now)?.Document).OfType<StateDocument>()];
        },
        cancellationToken);

    public Task<SaveOutcome> CommitAsync(
        IReadOnlyList<StateWrite> writes,
        CancellationToken cancellationToken) => Answer(
        now =>
        {
            _ = StateChecks.Commit(writes);
            for (var attempt = 1; attempt <= 1 + StateLimits.ConflictRetriesMax; attempt++)
            {
                _roundTrips = _roundTrips with { Commits = _roundTrips.Commits + 1 };
                var fault = _faults?.OnCommit(writes, attempt) ?? StoreFault.None;
                if (fault == StoreFault.Conflict)
                    continue;
                if (fault == StoreFault.Throttled)
                    throw Failed(PortFailure.Throttled, $"commit of {writes[0].Address}", "wait, then try again");
                if (fault == StoreFault.UnavailableBefore)
                    throw Unavailable(writes);

                var outcome = Refusal(writes, now) ?? Write(writes, now);
                return fault == StoreFault.UnavailableAfter ? throw Unavailable(writes) : outcome;
            }

            return new SaveOutcome.LostRace(Address: null);
        },
        cancellationToken);

    public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) => Answer(
        now =>
        {
            StateChecks.Query(query);
            _roundTrips = _roundTrips with { Queries = _roundTrips.Queries + 1 };
            FailReadIfTold($"query of {query.Pk}");
            // One more than asked for tells whether this page is the last.
            var found = _table.Range(query, now).Take(query.PageSize + 1).ToList();
            return found.Count <= query.PageSize
                ? new StatePage(found, Next: null)
                : new StatePage(found[..query.PageSize], found[query.PageSize - 1].Address.Sk);
        },
        cancellationToken);

    public Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken) => Answer<IReadOnlyList<StateDocument>>(
        now =>
        {
            StateChecks.Due(limit);
            _roundTrips = _roundTrips with { DueReads = _roundTrips.DueReads + 1 };
            FailReadIfTold("read of the due index");
            var last = StateInstants.Until(until);
            return
            [
                .. DueIndex(_faults?.DueIndexCommitsBehind() ?? 0)
                    .TakeWhile(item => item.Document.DueAt <= last)
                    .Where(item => !StateInstants.IsExpired(item.ExpirySeconds, now))
                    .Take(limit)
                    .Select(item => item.Document),
            ];
        },
        cancellationToken);

    private Task<T> Answer<T>(Func<DateTimeOffset, T> act, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);

        lock (_lock)
        {
            try
            {
                return Task.FromResult(act(_time.GetUtcNow()));
            }
            catch (PortException failure)
            {
                return Task.FromException<T>(failure);
            }
        }
    }

    /// <summary>Why a commit does not happen; null when it may. A taken name goes before a lost race.</summary>
    private SaveOutcome? Refusal(IReadOnlyList<StateWrite> writes, DateTimeOffset now)
    {
        SaveOutcome? lost = null;
        foreach (var write in writes)
        {
            var version = _table.Find(write.Address, now)?.Document.Version ?? 0;
            switch (write)
            {
                case StateWrite.Claim when version != 0:
                    return new SaveOutcome.Duplicate(write.Address);
                case StateWrite.Put put when version != put.ExpectedVersion:
                    lost ??= new SaveOutcome.LostRace(write.Address);
                    break;
            }
        }

        return lost;
    }

    private SaveOutcome.Saved Write(IReadOnlyList<StateWrite> writes, DateTimeOffset now)
    {
        Remember(writes, now);
        _table.Purge(now);
        foreach (var write in writes)
            _table.Write(ToItem(write));
        return SaveOutcome.Saved.Instance;
    }

    private static InMemoryItem ToItem(StateWrite write) => write switch
    {
        // The bytes are copied: what the caller does with its buffer afterwards must not change the table.
        StateWrite.Put put => new InMemoryItem(
            new StateDocument(
                put.Address,
                put.Json.ToArray(),
                put.ExpectedVersion + 1,
                put.DueAt is { } due ? StateInstants.Due(due) : null),
            put.ExpiresAt is { } expiresAt ? StateInstants.ExpirySeconds(expiresAt) : null),
        StateWrite.Claim claim => new InMemoryItem(
            new StateDocument(claim.Address, ClaimJson, Version: 1, DueAt: null),
            StateInstants.ExpirySeconds(claim.ExpiresAt)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Remember(IReadOnlyList<StateWrite> writes, DateTimeOffset now)
    {
        // Only injected lag looks back.
        if (_faults is null)
            return;
        _history.AddLast([.. writes.Select(write => (write.Address, _table.Find(write.Address, now)))]);
        if (_history.Count > HistoryCommitsMax)
            _history.RemoveFirst();
    }

    private IEnumerable<InMemoryItem> DueIndex(int commitsBehind)
    {
        var before = new Dictionary<StateAddress, InMemoryItem?>();
        var commit = _history.Last;
        for (var i = 0; i < commitsBehind && commit is not null; i++, commit = commit.Previous)
        {
            foreach (var (address, item) in commit.Value)
                before[address] = item;
        }

        return before.Count == 0
            ? _table.Due
            : _table.Due
                .Where(item => !before.ContainsKey(item.Document.Address))
                .Concat(before.Values.OfType<InMemoryItem>().Where(item => item.Document.DueAt is not null))
                .Order(InMemoryItem.DueOrder);
    }

    private void FailReadIfTold(string what)
    {
        if (_faults?.OnRead() is { } failure)
            throw Failed(failure, what, "try again");
    }

    private static PortException Unavailable(IReadOnlyList<StateWrite> writes) => Failed(
        PortFailure.Unavailable,
        $"commit of {writes[0].Address}",
        "it may or may not have happened: read again, then decide");

    private static PortException Failed(PortFailure failure, string what, string next) =>
        new(failure, $"State table in memory: the {what} failed ({failure}, injected); {next}.");
}
