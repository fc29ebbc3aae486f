using System.Text.Json;

using Microsoft.Extensions.Time.Testing;

using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Aws.State;

using static ServerlessReadiness.Stores.Tests.CannedAnswer;
using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Commits against answers that only the real service gives.</summary>
public sealed class DynamoDbCommitTests
{
    private static readonly StateWrite.Claim TheClaim = new(At("k"), DateTimeOffset.MaxValue);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    private int _waits;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conflict_that_never_ends_is_a_lost_race_after_five_retries_with_jitter()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Cancelled("None", "TransactionConflict"));

        Assert.Equal(new SaveOutcome.LostRace(null), await CommitAsync(server, Put(At("a"), 1), Put(At("b"), 1)));
        Assert.Equal(6, server.Requests.Count);
        Assert.Equal(5, _waits);
    }

    [Fact]
    public async Task A_commit_succeeds_after_two_conflicts_and_its_attempts_are_one_request_to_the_service()
    {
        await using var server = await CannedDynamoDb.StartAsync((number, _) =>
            number < 3 ? Cancelled("TransactionConflict", "None") : Empty);

        Assert.Equal(SaveOutcome.Saved.Instance, await CommitAsync(server, Put(At("a"), 1), TheClaim));
        Assert.Equal(3, server.Requests.Count);
        // The same token with any other parameter would be refused as a mismatch.
        Assert.Single(server.Requests.Select(request => request.Body.GetRawText()).Distinct(StringComparer.Ordinal));
        var token = server.Requests[0].Body.GetProperty("ClientRequestToken").GetString();
        Assert.InRange(token?.Length ?? 0, 1, 36);
    }

    [Fact]
    public async Task Two_commits_with_the_same_writes_carry_different_tokens()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Empty);
        await CommitAsync(server, Put(At("a"), 1), TheClaim);
        await CommitAsync(server, Put(At("a"), 1), TheClaim);

        Assert.Equal(2, server.Requests
            .Select(request => request.Body.GetProperty("ClientRequestToken").GetString())
            .Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_taken_name_goes_before_a_lost_race_and_both_before_a_conflict()
    {
        var reasons = new Queue<string[]>(
        [
            ["ConditionalCheckFailed", "TransactionConflict", "ConditionalCheckFailed"],
            ["TransactionConflict", "ConditionalCheckFailed", "None"],
        ]);
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Cancelled(reasons.Dequeue()));
        StateWrite[] writes = [Put(At("a"), 1), Put(At("b"), 1), TheClaim];

        Assert.Equal(new SaveOutcome.Duplicate(At("k")), await CommitAsync(server, writes));
        Assert.Equal(new SaveOutcome.LostRace(At("b")), await CommitAsync(server, writes));
    }

    [Theory]
    [InlineData("ThrottlingError", PortFailure.Throttled, 6)]
    [InlineData("ProvisionedThroughputExceeded", PortFailure.Throttled, 6)]
    [InlineData("ValidationError", PortFailure.Refused, 1)]
    public async Task A_transaction_cancelled_for_another_reason_is_a_failure_with_that_reason(
        string reason,
        PortFailure expected,
        int requests)
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Cancelled("None", reason));

        var failure = await FailsAsync(server, Put(At("a"), 1), Put(At("b"), 1));
        Assert.Equal(expected, failure.Failure);
        Assert.Matches("^Table readiness: could not write 2 items, first a / HEAD: ", failure.Message);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task A_transaction_that_stays_in_progress_is_no_lost_race_because_it_may_yet_happen()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Error("TransactionInProgressException"));

        var failure = await FailsAsync(server, Put(At("a"), 1), Put(At("b"), 1));
        Assert.Equal(PortFailure.Unavailable, failure.Failure);
        Assert.Contains("may or may not happen", failure.Message, StringComparison.Ordinal);
        // The SDK has repeated it with the same token; nobody repeats that again.
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_single_write_is_a_conditional_put_that_tries_again_after_a_conflict()
    {
        await using var server = await CannedDynamoDb.StartAsync((number, _) =>
            number < 3 ? Error("TransactionConflictException") : Empty);

        Assert.Equal(SaveOutcome.Saved.Instance, await CommitAsync(server, Put(At("a"), 1)));
        Assert.Equal(["PutItem", "PutItem", "PutItem"], server.Requests.Select(request => request.Action));

        await using var busy = await CannedDynamoDb.StartAsync((_, _) => Error("TransactionConflictException"));
        Assert.Equal(new SaveOutcome.LostRace(null), await CommitAsync(busy, Put(At("a"), 1)));
        Assert.Equal(6, busy.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_answer_was_lost_is_recognised_when_the_sdk_repeats_it(bool written)
    {
        // The first attempt fails with 500 after (or before another writer's) write; the second meets what is there.
        await using var server = await CannedDynamoDb.StartAsync((number, request) =>
        {
            var commit = request.GetProperty("Item").GetProperty("commit").GetProperty("S").GetString();
            var stored = written ? commit : "other";
            return number == 1
                ? Error("InternalServerError", status: 500)
                : Error(
                    "ConditionalCheckFailedException",
                    more: $$$""","Item":{"pk":{"S":"k"},"sk":{"S":"HEAD"},"commit":{"S":"{{{stored}}}"}}""");
        });

        var outcome = await CommitAsync(server, TheClaim);

        Assert.Equal(written ? SaveOutcome.Saved.Instance : new SaveOutcome.Duplicate(At("k")), outcome);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_write_without_an_answer_is_unavailable_and_says_that_it_may_have_happened()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Late);
        using var client = TestClients.Create(server.Uri, timeout: TimeSpan.FromMilliseconds(500));
        var store = new DynamoDbStateStore(client, TestClients.Settings("readiness", _time));

        var failure = await Assert.ThrowsAsync<PortException>(() => store.CommitAsync([TheClaim], Cancel));
        Assert.Equal(PortFailure.Unavailable, failure.Failure);
        Assert.Contains("no answer in time", failure.Message, StringComparison.Ordinal);
        Assert.Contains("may or may not have happened", failure.Message, StringComparison.Ordinal);
        // Three attempts at most. One may end before it reaches the server, and AWSSDK.Core, below its own retries, may
        // send one again when its time runs out (docs/BELIEFS.md, B12).
        const int AttemptsMax = 3;
        const int SendsPerAttemptMax = 2;
        Assert.InRange(server.Requests.Count, 1, AttemptsMax * SendsPerAttemptMax);
    }

    [Fact]
    public async Task Cancelling_the_call_is_a_cancellation_and_no_failure_of_the_table()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Late);
        using var client = TestClients.Create(server.Uri);
        var store = new DynamoDbStateStore(client, TestClients.Settings("readiness", _time));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.CommitAsync([TheClaim], cancel.Token));
    }

    [Fact]
    public async Task The_item_has_the_documented_shape()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Empty);
        await CommitAsync(server, new StateWrite.Put(
            At("EVENT#1", "RUN#1"), Json(7), 4, _time.GetUtcNow().AddMilliseconds(5), _time.GetUtcNow().AddDays(1)));

        var item = server.Requests[0].Body.GetProperty("Item");
        Assert.Equal("""{"value":7}""", item.GetProperty("doc").GetProperty("S").GetString());
        Assert.Equal("5", item.GetProperty("version").GetProperty("N").GetString());
        Assert.Equal("1795852800", item.GetProperty("expiresAt").GetProperty("N").GetString());
        Assert.Equal("2026-11-27T08:00:00.005Z", item.GetProperty("dueAt").GetProperty("S").GetString());
        // FNV-1a, computed elsewhere: another hash would orphan what older versions have put into the index.
        Assert.Equal("DUE#6", item.GetProperty("duePk").GetProperty("S").GetString());
        Assert.Equal(JsonValueKind.Undefined, item.TryGetProperty("docz", out var packed) ? packed.ValueKind : default);
    }

    private async Task<SaveOutcome> CommitAsync(CannedDynamoDb server, params StateWrite[] writes)
    {
        using var client = TestClients.Create(server.Uri);
        return await new DynamoDbStateStore(client, TestClients.Settings("readiness", _time, Chance))
            .CommitAsync(writes, Cancel);
    }

    private Task<PortException> FailsAsync(CannedDynamoDb server, params StateWrite[] writes) =>
        Assert.ThrowsAsync<PortException>(() => CommitAsync(server, writes));

    private double Chance()
    {
        _waits++;
        return 0;
    }
}
