using Microsoft.Extensions.Time.Testing;

using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>What every state store does alike. Reads, versions, claims, expiry; more in the other parts.</summary>
public abstract partial class StateStoreContract
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);

    /// <summary>An empty store of its own for the running test.</summary>
    protected abstract Task<IStateStore> CreateAsync(TimeProvider time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<IStateStore> CreateAsync() => CreateAsync(_time);

    [Fact]
    public async Task What_was_never_written_is_left_out_of_a_read()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Put(At("a"), 1));

        Assert.Empty(await store.ReadAsync([], Cancel));
        Assert.Empty(await store.ReadAsync([At("b")], Cancel));
        Assert.Equal(At("a"), Assert.Single(await store.ReadAsync([At("b"), At("a"), At("a", "x")], Cancel)).Address);
    }

    [Fact]
    public async Task A_document_reads_back_as_written_and_its_version_counts_up_from_1()
    {
        var store = await CreateAsync();
        var address = At("EVENT#launch", "RUN#ü 日本 😀");
        await SaveAsync(store, new StateWrite.Put(address, Json("""{"a":"é😀\u0000\n"}"""), 0, Start.AddMinutes(1)));

        var first = await ReadOneAsync(store, address);
        Assert.Equal(("""{"a":"é😀\u0000\n"}""", 1L, Start.AddMinutes(1)), (first.Text(), first.Version, first.DueAt));

        await SaveAsync(store, Put(address, 2, version: 1));
        var second = await ReadOneAsync(store, address);
        Assert.Equal((2, 2L, null), (second.Value(), second.Version, second.DueAt));
    }

    [Fact]
    public async Task Documents_come_in_the_order_asked_each_once_and_more_than_100_at_a_time()
    {
        var store = await CreateAsync();
        var addresses = Enumerable.Range(0, 130).Select(i => At($"p{i}")).ToList();
        foreach (var chunk in addresses.Chunk(65))
            await SaveAsync(store, [.. chunk.Select(address => Put(address, 1))]);

        addresses.Reverse();
        var found = await store.ReadAsync([.. addresses, addresses[3], At("absent")], Cancel);

        Assert.Equal(addresses, found.Select(document => document.Address));
    }

    [Fact]
    public async Task A_document_that_must_not_exist_yet_loses_when_it_does()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Put(At("a"), 1));

        Assert.Equal(new SaveOutcome.LostRace(At("a")), await store.CommitAsync([Put(At("a"), 2)], Cancel));
        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, At("a")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_version_other_than_the_stored_one_loses_and_changes_nothing(long version)
    {
        var store = await CreateAsync();
        await SaveAsync(store, Put(At("a"), 1));
        await SaveAsync(store, Put(At("a"), 2, version: 1));

        Assert.Equal(new SaveOutcome.LostRace(At("a")), await store.CommitAsync([Put(At("a"), 9, version)], Cancel));
        Assert.Equal(new SaveOutcome.LostRace(At("b")), await store.CommitAsync([Put(At("b"), 9, version)], Cancel));
        Assert.Equal((2, 2L), await ValueAndVersionAsync(store, At("a")));
        Assert.Empty(await store.ReadAsync([At("b")], Cancel));
    }

    [Fact]
    public async Task A_commit_happens_as_a_whole_or_not_at_all()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Put(At("a"), 1), Put(At("b"), 1));

        var outcome = await store.CommitAsync(
            [Put(At("a"), 2, version: 1), Put(At("c"), 2), Claim("k"), Put(At("b"), 2, version: 7)],
            Cancel);

        Assert.Equal(new SaveOutcome.LostRace(At("b")), outcome);
        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, At("a")));
        Assert.Empty(await store.ReadAsync([At("c"), At("k")], Cancel));
    }

    [Fact]
    public async Task A_taken_name_is_a_duplicate_and_says_more_than_a_lost_race()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Claim("k"));
        await SaveAsync(store, Put(At("a"), 1));

        Assert.Equal(new SaveOutcome.Duplicate(At("k")), await store.CommitAsync([Claim("k")], Cancel));
        Assert.Equal(
            new SaveOutcome.Duplicate(At("k")),
            await store.CommitAsync([Put(At("a"), 2), Put(At("b"), 1), Claim("k")], Cancel));
        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, At("a")));
        Assert.Empty(await store.ReadAsync([At("b")], Cancel));
    }

    [Fact]
    public async Task A_claim_is_an_empty_document_that_a_put_does_not_overwrite_by_accident()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Claim("k"));

        var claim = await ReadOneAsync(store, At("k"));
        Assert.Equal(("{}", 1L, null), (claim.Text(), claim.Version, claim.DueAt));
        Assert.Equal(new SaveOutcome.LostRace(At("k")), await store.CommitAsync([Put(At("k"), 1)], Cancel));
    }

    [Fact]
    public async Task A_name_is_free_again_when_its_claim_is_past_its_expiry_and_not_a_second_before()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Claim("k", Start.AddSeconds(60)));
        await SaveAsync(store, Claim("half", Start.AddSeconds(60.5)));

        _time.SetUtcNow(Start.AddSeconds(60.9));
        Assert.Equal(new SaveOutcome.Duplicate(At("k")), await store.CommitAsync([Claim("k")], Cancel));

        _time.SetUtcNow(Start.AddSeconds(61));
        Assert.Equal(new SaveOutcome.Duplicate(At("half")), await store.CommitAsync([Claim("half")], Cancel));
        await SaveAsync(store, Claim("k"), Put(At("a"), 1));
        Assert.Equal(new SaveOutcome.Duplicate(At("k")), await store.CommitAsync([Claim("k")], Cancel));
    }

    [Fact]
    public async Task A_document_past_its_expiry_is_absent_everywhere_and_can_be_created_again()
    {
        var store = await CreateAsync();
        var expires = Start.AddSeconds(60);
        await SaveAsync(store, new StateWrite.Put(At("p", "1"), Json(1), 0, Start, expires));
        await SaveAsync(store, Put(At("p", "2"), 2, due: Start));
        Assert.Equal(2, (await store.DueAsync(Start, 10, Cancel)).Count);

        _time.SetUtcNow(Start.AddSeconds(61));
        Assert.Empty(await store.ReadAsync([At("p", "1")], Cancel));
        Assert.Equal("2", Assert.Single((await store.QueryAsync(new StateQuery("p"), Cancel)).Documents).Address.Sk);
        Assert.Equal("2", Assert.Single(await store.DueAsync(Start, 10, Cancel)).Address.Sk);
        Assert.Equal(
            new SaveOutcome.LostRace(At("p", "1")),
            await store.CommitAsync([Put(At("p", "1"), 9, version: 1)], Cancel));
        await SaveAsync(store, Put(At("p", "1"), 3));
        Assert.Equal((3, 1L), await ValueAndVersionAsync(store, At("p", "1")));
    }

    [Fact]
    public async Task A_commit_asked_for_twice_writes_once_and_the_second_loses()
    {
        var store = await CreateAsync();
        StateWrite[] alone = [Put(At("a"), 1)];
        StateWrite[] together = [Claim("k"), Put(At("b"), 1)];
        await SaveAsync(store, alone);
        await SaveAsync(store, together);

        // Two deliveries of one alarm may ask for the very same writes; only one of them may act.
        Assert.Equal(new SaveOutcome.LostRace(At("a")), await store.CommitAsync(alone, Cancel));
        Assert.Equal(new SaveOutcome.Duplicate(At("k")), await store.CommitAsync(together, Cancel));
        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, At("a")));
        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, At("b")));
    }

    private static StateWrite.Claim Claim(string name, DateTimeOffset? expires = null) =>
        new(At(name), expires ?? Start.AddDays(1));

    private static async Task SaveAsync(IStateStore store, params StateWrite[] writes) =>
        Assert.Equal(SaveOutcome.Saved.Instance, await store.CommitAsync(writes, Cancel));

    private static async Task<StateDocument> ReadOneAsync(IStateStore store, StateAddress address) =>
        Assert.Single(await store.ReadAsync([address], Cancel));

    private static async Task<(int Value, long Version)> ValueAndVersionAsync(IStateStore store, StateAddress address)
    {
        var document = await ReadOneAsync(store, address);
        return (document.Value(), document.Version);
    }
}
