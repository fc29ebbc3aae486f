using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Partitions in pages, and the due index.</summary>
public abstract partial class StateStoreContract
{
    // In the table's order: by UTF-8 bytes. The last two change places in UTF-16.
    private static readonly string[] OddKeys =
    [
        " ", "#", "%", "A", "A B", "A#", "A#1", "A#10", "A#2", "A:1", "A_1", "B", "a", "z", "ä", "日本", "\uFF5E",
        "😀",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(18)]
    [InlineData(100)]
    public async Task Pages_give_every_document_once_in_the_order_of_the_sort_key_in_both_directions(int pageSize)
    {
        var store = await CreateAsync();
        await SaveAsync(store, [.. OddKeys.Reverse().Select(key => Put(At("p", key), 1)), Put(At("q", "A"), 1)]);

        Assert.Equal(OddKeys, await WalkAsync(store, new StateQuery("p", PageSize: pageSize)));
        Assert.Equal(
            OddKeys.Reverse(),
            await WalkAsync(store, new StateQuery("p", PageSize: pageSize, Descending: true)));
    }

    [Theory]
    [InlineData("A", "A|A B|A#|A#1|A#10|A#2|A:1|A_1")]
    [InlineData("A#", "A#|A#1|A#10|A#2")]
    [InlineData("A#1", "A#1|A#10")]
    [InlineData("A:", "A:1")]
    [InlineData("A ", "A B")]
    [InlineData("A_", "A_1")]
    [InlineData("日", "日本")]
    [InlineData("😀", "😀")]
    [InlineData("nothing", "")]
    public async Task A_prefix_is_taken_literally(string prefix, string expected)
    {
        var store = await CreateAsync();
        await SaveAsync(store, [.. OddKeys.Select(key => Put(At("p", key), 1))]);
        var keys = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        var query = new StateQuery("p", prefix, PageSize: 3);

        Assert.Equal(keys, await WalkAsync(store, query));
        Assert.Equal(keys.Reverse(), await WalkAsync(store, query with { Descending = true }));
    }

    [Fact]
    public async Task A_query_goes_on_after_a_key_that_nobody_wrote()
    {
        var store = await CreateAsync();
        await SaveAsync(
            store,
            Put(At("JOURNAL", "08:00"), 1),
            Put(At("JOURNAL", "08:30"), 1),
            Put(At("JOURNAL", "09:00"), 1));

        Assert.Equal(["08:30", "09:00"], await WalkAsync(store, new StateQuery("JOURNAL", After: "08:10")));
        Assert.Equal(
            ["08:00"],
            await WalkAsync(store, new StateQuery("JOURNAL", After: "08:10", Descending: true)));
        Assert.Empty(await WalkAsync(store, new StateQuery("JOURNAL", After: "09:00")));
    }

    [Fact]
    public async Task Only_a_page_with_something_behind_it_says_where_to_go_on()
    {
        var store = await CreateAsync();
        await SaveAsync(store, [.. Enumerable.Range(1, 4).Select(i => Put(At("p", $"k{i}"), i))]);

        Assert.Equal("k3", (await store.QueryAsync(new StateQuery("p", PageSize: 3), Cancel)).Next);
        Assert.Null((await store.QueryAsync(new StateQuery("p", PageSize: 4), Cancel)).Next);
        Assert.Null((await store.QueryAsync(new StateQuery("p", After: "k1", PageSize: 3), Cancel)).Next);
        Assert.Null((await store.QueryAsync(new StateQuery("none"), Cancel)).Next);
    }

    [Fact]
    public async Task A_page_of_several_megabytes_comes_whole()
    {
        var store = await CreateAsync();
        var json = Incompressible(60_000);
        await SaveAsync(
            store,
            [.. Enumerable.Range(0, 40).Select(i => new StateWrite.Put(At("p", $"k{i:00}"), json, 0))]);

        var page = await store.QueryAsync(new StateQuery("p", PageSize: 39), Cancel);
        Assert.Equal(39, page.Documents.Count);
        Assert.Equal("k38", page.Next);
    }

    [Fact]
    public async Task A_query_that_cannot_be_meant_is_refused()
    {
        var store = await CreateAsync();
        StateQuery[] queries =
        [
            new(""), new("p", PageSize: 0), new("p", PageSize: 1001), new("p", "A#", After: "B"), new("p", After: ""),
        ];
        foreach (var query in queries)
        {
            var refused = await Assert.ThrowsAsync<PortException>(() => store.QueryAsync(query, Cancel));
            Assert.Equal(PortFailure.Refused, refused.Failure);
        }

        var limit = await Assert.ThrowsAsync<PortException>(() => store.DueAsync(Start, 0, Cancel));
        Assert.Contains("limit of due documents is 0", limit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_documents_come_earliest_first_up_to_the_instant_and_the_limit()
    {
        var store = await CreateAsync();
        // Out of order, so that neither address nor time of writing gives the order by chance.
        var minutes = Enumerable.Range(0, 30).Select(i => i * 7 % 30).ToList();
        await SaveAsync(store, [.. minutes.Select(i => Put(At($"p{i}"), i, due: Start.AddMinutes(i)))]);
        await SaveAsync(store, Put(At("never"), 1));

        Assert.Equal(Enumerable.Range(0, 21), await DueValuesAsync(store, Start.AddMinutes(20), 100));
        Assert.Equal(Enumerable.Range(0, 5), await DueValuesAsync(store, Start.AddMinutes(20), 5));
        Assert.Empty(await DueValuesAsync(store, Start.AddMinutes(-1), 5));
        var first = (await store.DueAsync(Start, 1, Cancel))[0];
        Assert.Equal((At("p0"), 1L, Start), (first.Address, first.Version, first.DueAt));
    }

    [Fact]
    public async Task Documents_due_at_one_instant_come_in_the_order_of_their_addresses()
    {
        var store = await CreateAsync();
        await SaveAsync(store, [.. OddKeys.Reverse().Select(key => Put(At(key), 1, due: Start))]);

        Assert.Equal(OddKeys, (await store.DueAsync(Start, 100, Cancel)).Select(document => document.Address.Pk));
    }

    [Fact]
    public async Task A_document_is_due_by_its_latest_instant_or_no_longer_at_all()
    {
        var store = await CreateAsync();
        await SaveAsync(store, Put(At("moved"), 1, due: Start), Put(At("done"), 2, due: Start));
        await SaveAsync(store, Put(At("moved"), 3, version: 1, due: Start.AddHours(1)), Put(At("done"), 4, version: 1));

        Assert.Empty(await DueValuesAsync(store, Start.AddMinutes(59), 10));
        Assert.Equal([3], await DueValuesAsync(store, Start.AddHours(1), 10));
    }

    [Fact]
    public async Task A_due_instant_keeps_its_millisecond_and_is_never_found_early()
    {
        var store = await CreateAsync();
        var due = Start.AddTicks(TimeSpan.TicksPerMillisecond * 123);
        // A local offset and a part of a millisecond: kept in UTC, rounded up.
        await SaveAsync(store, Put(At("a"), 1, due: due.AddTicks(1).ToOffset(TimeSpan.FromHours(9))));

        Assert.Empty(await DueValuesAsync(store, due.AddTicks(9_999), 10));
        var found = Assert.Single(await store.DueAsync(due.AddMilliseconds(1), 10, Cancel));
        Assert.Equal((due.AddMilliseconds(1), TimeSpan.Zero), (found.DueAt, found.DueAt?.Offset));
        Assert.Equal(found.DueAt, (await ReadOneAsync(store, At("a"))).DueAt);
    }

    private static async Task<List<string>> WalkAsync(IStateStore store, StateQuery query)
    {
        var keys = new List<string>();
        for (StateQuery? next = query; next is not null;)
        {
            var page = await store.QueryAsync(next, Cancel);
            Assert.InRange(page.Documents.Count, page.Next is null ? 0 : query.PageSize, query.PageSize);
            Assert.All(page.Documents, document => Assert.Equal(query.Pk, document.Address.Pk));
            keys.AddRange(page.Documents.Select(document => document.Address.Sk));
            next = page.Next is null ? null : next with { After = page.Next };
        }

        return keys;
    }

    private static async Task<IEnumerable<int>> DueValuesAsync(IStateStore store, DateTimeOffset until, int limit) =>
        (await store.DueAsync(until, limit, Cancel)).Select(document => document.Value());
}
