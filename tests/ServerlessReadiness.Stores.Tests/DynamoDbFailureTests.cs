using System.Net;
using System.Net.Sockets;
using System.Text.Json;

using Microsoft.Extensions.Time.Testing;

using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Aws.State;

using static ServerlessReadiness.Stores.Tests.CannedAnswer;
using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Reads in several rounds, and what becomes of the service's errors.</summary>
public sealed class DynamoDbFailureTests(MotoFixture moto)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_read_asks_again_for_what_the_service_left_out()
    {
        // One item a round, as when each round ends at 16 MB.
        await using var server = await CannedDynamoDb.StartAsync((_, request) => FirstOf(request));

        var found = await UseAsync(server, store => store.ReadAsync([At("a"), At("b"), At("c")], Cancel));
        Assert.Equal([At("a"), At("b"), At("c")], found.Select(document => document.Address));
        Assert.Equal([3, 2, 1], server.Requests.Select(request => Keys(request.Body).GetArrayLength()));
        Assert.All(
            server.Requests,
            request => Assert.True(TableOf(request.Body).GetProperty("ConsistentRead").GetBoolean()));
    }

    [Fact]
    public async Task A_batch_read_that_brings_nothing_ends_as_throttled()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, request) =>
            Rounds("", $$"""  "readiness":{"Keys":{{Keys(request).GetRawText()}} }  """));

        var failure = await FailsAsync(server, store => store.ReadAsync([At("a"), At("b")], Cancel));
        Assert.Equal(PortFailure.Throttled, failure.Failure);
        Assert.Contains("read 2 items, first a / HEAD", failure.Message, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task One_address_is_one_consistent_get()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Empty);

        Assert.Empty(await UseAsync(server, store => store.ReadAsync([At("a")], Cancel)));
        var (action, body) = Assert.Single(server.Requests);
        Assert.Equal("GetItem", action);
        Assert.True(body.GetProperty("ConsistentRead").GetBoolean());
    }

    [Fact]
    public async Task A_document_that_only_the_lagging_index_still_has_due_is_left_out()
    {
        await using var server = await CannedDynamoDb.StartAsync((_, request) =>
            request.TryGetProperty("IndexName", out var _)
                ? DueEntry(request)
                : new CannedAnswer(200, """{"Item":{"pk":{"S":"a"},"sk":{"S":"HEAD"},"version":{"N":"2"}}}"""));

        Assert.Empty(await UseAsync(server, store => store.DueAsync(Start, 10, Cancel)));
        Assert.Equal(8, server.Requests.Count(static request => request.Action == "Query"));
        Assert.Equal(1, server.Requests.Count(request => request.Action == "GetItem"));
    }

    [Theory]
    [InlineData("AccessDeniedException", 400, PortFailure.Denied, "grant the action", 1)]
    [InlineData("ExpiredTokenException", 400, PortFailure.Denied, "renew its credentials", 1)]
    [InlineData("ResourceNotFoundException", 400, PortFailure.NotFound, "`readiness local init`", 1)]
    [InlineData("ProvisionedThroughputExceededException", 400, PortFailure.Throttled, "throttle metrics", 3)]
    [InlineData("RequestLimitExceeded", 400, PortFailure.Throttled, "throttle metrics", 3)]
    [InlineData("ValidationException", 400, PortFailure.Refused, "correct what it names", 1)]
    [InlineData("InternalServerError", 500, PortFailure.Unavailable, "read again", 3)]
    [InlineData("ServiceUnavailable", 503, PortFailure.Unavailable, "read again", 3)]
    public async Task An_error_names_the_table_the_deed_the_cause_and_the_next_step(
        string code,
        int status,
        PortFailure expected,
        string next,
        int requests)
    {
        const string Cause = "User: arn:aws:sts::1:assumed-role/clock is not authorized to perform: dynamodb:GetItem";
        await using var server = await CannedDynamoDb.StartAsync((_, _) => Error(code, Cause, status));

        var failure = await FailsAsync(server, store => store.ReadAsync([At("a")], Cancel));
        Assert.Equal(expected, failure.Failure);
        Assert.StartsWith("Table readiness: could not read a / HEAD: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Cause, failure.Message, StringComparison.Ordinal);
        Assert.Contains(next, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.InnerException);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_listens_on_is_unavailable_within_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var free = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var client = TestClients.Create(free);
        var store = new DynamoDbStateStore(client, TestClients.Settings("readiness", TimeProvider.System));
        var started = TimeProvider.System.GetTimestamp();

        var failure = await Assert.ThrowsAsync<PortException>(() => store.ReadAsync([At("a")], Cancel));
        Assert.Equal(PortFailure.Unavailable, failure.Failure);
        // The SDK's own ten retries took 111 seconds.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_missing_table_is_named_with_what_creates_it_by_every_call()
    {
        var client = await moto.ClientAsync(Cancel);
        var store = new DynamoDbStateStore(client, TestClients.Settings("no-such-table", TimeProvider.System));
        Func<Task>[] calls =
        [
            () => store.ReadAsync([At("a")], Cancel),
            () => store.ReadAsync([At("a"), At("b")], Cancel),
            () => store.QueryAsync(new StateQuery("a"), Cancel),
            () => store.DueAsync(Start, 1, Cancel),
            () => store.CommitAsync([Put(At("a"), 1)], Cancel),
        ];
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<PortException>(call);
            Assert.Equal(PortFailure.NotFound, failure.Failure);
            Assert.StartsWith("Table no-such-table: could not ", failure.Message, StringComparison.Ordinal);
            Assert.Contains("`readiness local init`, or deploy the stack", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"pk":{"S":"a"},"sk":{"S":"HEAD"},"doc":{"S":"{}"}}""", "it has no version")]
    [InlineData("""{"pk":{"S":"a"},"sk":{"S":"HEAD"},"version":{"S":"x"}}""", "'x' stands where")]
    [InlineData("""{"pk":{"S":"a"},"sk":{"S":"HEAD"},"version":{"N":"1"},"dueAt":{"S":"soon"}}""", "dueAt is 'soon'")]
    [InlineData("""{"pk":{"S":"a"},"sk":{"S":"HEAD"},"version":{"N":"1"},"docz":{"B":"AAAA"}}""", "is damaged")]
    public async Task An_item_that_somebody_else_wrote_is_refused_by_its_address(string item, string why)
    {
        var answer = new CannedAnswer(200, $"{{\"Item\":{item}}}");
        await using var server = await CannedDynamoDb.StartAsync((_, _) => answer);

        var failure = await FailsAsync(server, store => store.ReadAsync([At("a")], Cancel));
        Assert.Equal(PortFailure.Refused, failure.Failure);
        Assert.StartsWith("a / HEAD: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    private static JsonElement TableOf(JsonElement request) =>
        request.GetProperty("RequestItems").GetProperty("readiness");

    private static JsonElement Keys(JsonElement request) => TableOf(request).GetProperty("Keys");

    private static CannedAnswer FirstOf(JsonElement request)
    {
        var keys = Keys(request).EnumerateArray().ToList();
        var pk = keys[0].GetProperty("pk");
        var item = $$$"""{"pk":{{{pk}}},"sk":{"S":"HEAD"},"version":{"N":"1"},"doc":{"S":"{}"}}""";
        var rest = keys.Count == 1 ? "" : $$"""  "readiness":{"Keys":[{{string.Join(',', keys.Skip(1))}}]}  """;
        return Rounds($"\"readiness\":[{item}]", rest);
    }

    private static CannedAnswer Rounds(string found, string unprocessed) =>
        new(200, $$$"""{"Responses":{{{{found}}}},"UnprocessedKeys":{{{{unprocessed}}}}}""");

    private static CannedAnswer DueEntry(JsonElement request)
    {
        const string Entry = """{"pk":{"S":"a"},"sk":{"S":"HEAD"},"dueAt":{"S":"2026-11-27T07:00:00.000Z"}}""";
        var shard = request.GetProperty("ExpressionAttributeValues").GetProperty(":shard").GetProperty("S");
        return new CannedAnswer(200, $$"""{"Items":[{{(shard.GetString() == "DUE#0" ? Entry : "")}}]}""");
    }

    private static async Task<T> UseAsync<T>(CannedDynamoDb server, Func<DynamoDbStateStore, Task<T>> act)
    {
        using var client = TestClients.Create(server.Uri);
        var settings = TestClients.Settings("readiness", new FakeTimeProvider(Start));
        return await act(new DynamoDbStateStore(client, settings));
    }

    private static Task<PortException> FailsAsync<T>(CannedDynamoDb server, Func<DynamoDbStateStore, Task<T>> act) =>
        Assert.ThrowsAsync<PortException>(() => UseAsync(server, act));
}
