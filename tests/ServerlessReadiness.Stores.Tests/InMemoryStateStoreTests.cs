using Microsoft.Extensions.Time.Testing;

using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Injected faults and counted round trips.</summary>
public sealed class InMemoryStateStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly ScriptedFaults _faults = new();
    private readonly InMemoryStateStore _store;

    public InMemoryStateStoreTests() => _store = new InMemoryStateStore(_time, _faults);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conflict_that_never_ends_is_a_lost_race_after_five_retries_and_writes_nothing()
    {
        _faults.Commit = _ => StoreFault.Conflict;

        Assert.Equal(new SaveOutcome.LostRace(null), await _store.CommitAsync([Put(At("a"), 1)], Cancel));
        Assert.Equal(6, _store.RoundTrips.Commits);
        Assert.Empty(await _store.ReadAsync([At("a")], Cancel));
    }

    [Fact]
    public async Task A_commit_succeeds_after_two_conflicts()
    {
        _faults.Commit = attempt => attempt < 3 ? StoreFault.Conflict : StoreFault.None;

        Assert.Equal(SaveOutcome.Saved.Instance, await _store.CommitAsync([Put(At("a"), 1)], Cancel));
        Assert.Equal(3, _store.RoundTrips.Commits);
    }

    [Theory]
    [InlineData(StoreFault.UnavailableBefore, PortFailure.Unavailable, false)]
    [InlineData(StoreFault.UnavailableAfter, PortFailure.Unavailable, true)]
    [InlineData(StoreFault.Throttled, PortFailure.Throttled, false)]
    public async Task A_failed_commit_has_happened_or_not_as_injected(
        StoreFault fault,
        PortFailure failure,
        bool happened)
    {
        _faults.Commit = _ => fault;
        var thrown = await Assert.ThrowsAsync<PortException>(() => _store.CommitAsync([Put(At("a"), 1)], Cancel));
        _faults.Commit = _ => StoreFault.None;

        Assert.Equal(failure, thrown.Failure);
        Assert.Contains("a / HEAD", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(happened ? 1 : 0, (await _store.ReadAsync([At("a")], Cancel)).Count);
    }

    [Fact]
    public async Task A_lost_answer_to_a_commit_that_loses_writes_nothing()
    {
        await _store.CommitAsync([Put(At("a"), 1)], Cancel);
        _faults.Commit = _ => StoreFault.UnavailableAfter;

        await Assert.ThrowsAsync<PortException>(() => _store.CommitAsync([Put(At("a"), 2), Put(At("b"), 2)], Cancel));
        Assert.Equal(1, Assert.Single(await _store.ReadAsync([At("a"), At("b")], Cancel)).Value());
    }

    [Fact]
    public async Task Reads_fail_as_injected()
    {
        _faults.Read = PortFailure.Throttled;
        Func<Task>[] reads =
        [
            () => _store.ReadAsync([At("a")], Cancel),
            () => _store.QueryAsync(new StateQuery("a"), Cancel),
            () => _store.DueAsync(Start, 1, Cancel),
        ];
        foreach (var read in reads)
            Assert.Equal(PortFailure.Throttled, (await Assert.ThrowsAsync<PortException>(read)).Failure);
    }

    [Fact]
    public async Task A_due_index_that_lags_shows_the_moment_before_so_that_only_a_conditional_write_is_safe()
    {
        await _store.CommitAsync([Put(At("old"), 1, due: Start)], Cancel);
        await _store.CommitAsync([Put(At("old"), 2, version: 1)], Cancel);
        await _store.CommitAsync([Put(At("new"), 3, due: Start)], Cancel);

        Assert.Equal([3], await DueAsync(behind: 0));
        Assert.Empty(await DueAsync(behind: 1));
        Assert.Equal([1], await DueAsync(behind: 2));
        Assert.Empty(await DueAsync(behind: 100));

        _faults.DueBehind = 2;
        var stale = Assert.Single(await _store.DueAsync(Start, 10, Cancel));
        Assert.Equal(
            new SaveOutcome.LostRace(At("old")),
            await _store.CommitAsync([Put(stale.Address, 9, stale.Version)], Cancel));
    }

    [Fact]
    public async Task Round_trips_are_counted_by_kind_as_the_table_would_take_them()
    {
        await _store.CommitAsync([Put(At("a"), 1)], Cancel);
        await _store.ReadAsync([], Cancel);
        await _store.ReadAsync([At("a"), At("a")], Cancel);
        await _store.ReadAsync([.. Enumerable.Range(0, 101).Select(i => At($"p{i}"))], Cancel);
        await _store.QueryAsync(new StateQuery("a"), Cancel);
        await _store.DueAsync(Start, 1, Cancel);

        Assert.Equal(new StoreRoundTrips(Reads: 3, Commits: 1, Queries: 1, DueReads: 1), _store.RoundTrips);
        Assert.Equal(6, _store.RoundTrips.Total);
    }

    private async Task<IEnumerable<int>> DueAsync(int behind)
    {
        _faults.DueBehind = behind;
        return (await _store.DueAsync(Start, 10, Cancel)).Select(document => document.Value());
    }
}
