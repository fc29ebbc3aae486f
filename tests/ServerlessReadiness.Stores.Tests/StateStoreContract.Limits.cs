using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Sizes, keys and what is refused.</summary>
public abstract partial class StateStoreContract
{
    [Fact]
    public async Task A_hundred_writes_are_one_commit_and_one_more_is_refused_by_count()
    {
        var store = await CreateAsync();
        StateWrite[] writes = [.. Enumerable.Range(0, 101).Select(i => Put(At($"p{i}"), i))];
        await SaveAsync(store, writes[1..]);

        var refused = await RefusedAsync(store, writes);
        Assert.Contains("101", refused, StringComparison.Ordinal);
        Assert.Contains("p0 / HEAD", refused, StringComparison.Ordinal);
        Assert.Empty(await store.ReadAsync([At("p0")], Cancel));
    }

    [Fact]
    public async Task A_commit_that_is_empty_or_writes_an_address_twice_is_refused()
    {
        var store = await CreateAsync();

        Assert.Contains("without writes", await RefusedAsync(store), StringComparison.Ordinal);
        var twice = await RefusedAsync(store, Put(At("a"), 1), Put(At("b"), 1), Claim("a"));
        Assert.Contains("a / HEAD is written twice", twice, StringComparison.Ordinal);
        Assert.Empty(await store.ReadAsync([At("a"), At("b")], Cancel));
    }

    [Theory]
    [InlineData("", "HEAD", "partition key is empty")]
    [InlineData("a", "", "sort key is empty")]
    [InlineData("a", "half ?", "surrogate")]
    public async Task A_key_that_cannot_be_stored_is_refused(string pk, string sk, string why)
    {
        var store = await CreateAsync();
        // Half a character cannot stand in an attribute: the compiler would store another one.
        sk = sk.Replace('?', '\ud83d');

        Assert.Contains(why, await RefusedAsync(store, Put(At(pk, sk), 1)), StringComparison.Ordinal);
        var read = await Assert.ThrowsAsync<PortException>(() => store.ReadAsync([At(pk, sk)], Cancel));
        Assert.Equal(PortFailure.Refused, read.Failure);
    }

    [Fact]
    public async Task Keys_are_as_long_as_the_table_takes_them_and_no_longer()
    {
        var store = await CreateAsync();
        // Two bytes each in UTF-8.
        var longest = At(new string('ä', 1024), new string('ö', 512));
        await SaveAsync(store, Put(longest, 1));

        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, longest));
        var pk = await RefusedAsync(store, Put(longest with { Pk = longest.Pk + "x" }, 1));
        Assert.Contains("2049 bytes", pk, StringComparison.Ordinal);
        var sk = await RefusedAsync(store, Put(longest with { Sk = longest.Sk + "x" }, 1));
        Assert.Contains("1025 bytes", sk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_that_are_no_text_are_refused()
    {
        var store = await CreateAsync();

        var bytes = new byte[] { (byte)'"', 0xC3, (byte)'"' };
        Assert.Matches("^a / HEAD: .* no UTF-8", await RefusedAsync(store, new StateWrite.Put(At("a"), bytes, 0)));
        Assert.Matches("^a / HEAD: .* is empty", await RefusedAsync(store, new StateWrite.Put(At("a"), default, 0)));
        Assert.Matches("^a / HEAD: version -1", await RefusedAsync(store, Put(At("a"), 1, version: -1)));
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(65_536)]
    [InlineData(65_540)]
    [InlineData(300_000)]
    public async Task A_large_document_reads_back_byte_for_byte(int length)
    {
        var store = await CreateAsync();
        var json = Incompressible(length);
        await SaveAsync(store, new StateWrite.Put(At("large"), json, 0), Put(At("small"), 1));

        AssertSame(json, await ReadOneAsync(store, At("large")));
        var page = await store.QueryAsync(new StateQuery("large"), Cancel);
        AssertSame(json, Assert.Single(page.Documents));
    }

    [Fact]
    public async Task What_counts_is_the_compressed_size()
    {
        var store = await CreateAsync();
        var json = Json($"\"{new string('a', 2_000_000)}\"");
        await SaveAsync(store, new StateWrite.Put(At("plan"), json, 0));

        AssertSame(json, await ReadOneAsync(store, At("plan")));
    }

    [Fact]
    public async Task A_document_over_the_limit_is_refused_with_its_address_and_size()
    {
        var store = await CreateAsync();

        var compressed = await RefusedAsync(store, new StateWrite.Put(At("large"), Incompressible(600_000), 0));
        Assert.Matches(@"^large / HEAD: the document has \d{6} bytes compressed, over the limit of 307200", compressed);

        var huge = Json($"\"{new string('a', StateLimits.DocumentBytesMax)}\"");
        var plain = await RefusedAsync(store, new StateWrite.Put(At("huge"), huge, 0));
        Assert.StartsWith("huge / HEAD: the document has 4194306 bytes, over", plain, StringComparison.Ordinal);
        Assert.Empty(await store.ReadAsync([At("large"), At("huge")], Cancel));
    }

    [Fact]
    public async Task A_commit_over_four_megabytes_is_refused_although_each_document_fits()
    {
        var store = await CreateAsync();
        var json = Incompressible(380_000);

        var refused = await RefusedAsync(
            store,
            [.. Enumerable.Range(0, 14).Select(i => new StateWrite.Put(At($"p{i}"), json, 0))]);
        Assert.Contains("over the limit of 3900000", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_buffer_is_its_own_after_the_commit()
    {
        var store = await CreateAsync();
        var buffer = Json(1).ToArray();
        await SaveAsync(store, new StateWrite.Put(At("a"), buffer, 0));
        Array.Clear(buffer);

        Assert.Equal((1, 1L), await ValueAndVersionAsync(store, At("a")));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.CommitAsync([Put(At("a"), 1)], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadAsync([At("a")], cancelled));
        Assert.Empty(await store.ReadAsync([At("a")], Cancel));
    }

    // Equal without printing megabytes when not.
    private static void AssertSame(ReadOnlyMemory<byte> json, StateDocument document) =>
        Assert.True(json.Span.SequenceEqual(document.Json.Span), $"{document.Address} came back changed.");

    private static async Task<string> RefusedAsync(IStateStore store, params StateWrite[] writes)
    {
        var refused = await Assert.ThrowsAsync<PortException>(() => store.CommitAsync(writes, Cancel));
        Assert.Equal(PortFailure.Refused, refused.Failure);
        return refused.Message;
    }
}
