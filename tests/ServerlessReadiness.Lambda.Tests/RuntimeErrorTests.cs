using Amazon.Lambda.RuntimeSupport;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class RuntimeErrorTests
{
    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_next_invocation_is_served()
    {
        await using var loop = await LoopUnderTest.StartAsync(async (input, _) =>
            await Streams.ReadTextAsync(input) == "bad"
                ? throw new InvalidOperationException("구성 요소 \"front\" 없음 🚀")
                : Streams.Of("good"));

        var error = (await loop.InvokeAsync("bad")).Error;

        Assert.Equal("InvalidOperationException", error.ErrorType);
        Assert.Equal("InvalidOperationException", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("구성 요소 \"front\" 없음 🚀", error.Message);
        Assert.Contains(
            error.Json.GetProperty("stackTrace").EnumerateArray().Select(frame => frame.GetString()),
            frame => frame!.Contains(nameof(RuntimeErrorTests), StringComparison.Ordinal));
        Assert.Equal("good", (await loop.InvokeAsync("fine")).ResponseText);
    }

    [Fact]
    public async Task A_handler_that_throws_before_its_first_await_is_reported_too()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => throw new FormatException("at once"));

        Assert.Equal("at once", (await loop.InvokeAsync("{}")).Error.Message);
    }

    [Fact]
    public async Task A_cause_is_reported_below_its_effect()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => throw new InvalidOperationException(
            "outer", new IOException("middle", new TimeoutException("inner"))));

        var json = (await loop.InvokeAsync("{}")).Error.Json;

        var middle = json.GetProperty("cause");
        Assert.Equal("IOException", middle.GetProperty("errorType").GetString());
        Assert.Equal("inner", middle.GetProperty("cause").GetProperty("errorMessage").GetString());
        Assert.False(middle.GetProperty("cause").TryGetProperty("cause", out _));
    }

    [Fact]
    public async Task Every_cause_of_an_aggregate_is_reported()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => throw new AggregateException(
            "two failed", new IOException("first"), new TimeoutException("second")));

        var error = (await loop.InvokeAsync("{}")).Error;

        Assert.Equal("AggregateException", error.ErrorType);
        Assert.Equal(
            ["first", "second"],
            error.Json.GetProperty("causes").EnumerateArray().Select(one => one.GetProperty("errorMessage").GetString()));
    }

    [Fact]
    public async Task A_chain_of_causes_without_end_and_a_text_without_end_are_cut()
    {
        Exception chain = new InvalidOperationException("innermost");
        for (var i = 0; i < 200; i++)
        {
            chain = new InvalidOperationException(new string('x', 16 * 1024 - 1) + "🚀🚀", chain);
        }

        await using var loop = await LoopUnderTest.StartAsync((_, _) => throw chain);

        var error = (await loop.InvokeAsync("{}")).Error;

        Assert.Equal(new string('x', 16 * 1024 - 1), error.Message);
        var depth = 0;
        var at = error.Json;
        while (at.TryGetProperty("cause", out var cause))
        {
            at = cause;
            depth++;
        }

        Assert.Equal(8, depth);
    }

    [Fact]
    public async Task A_message_with_half_a_character_is_still_reported_as_JSON()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => throw new IOException("half \ud83d of one"));

        Assert.Equal("half \ufffd of one", (await loop.InvokeAsync("{}")).Error.Message);
    }

    [Fact]
    public async Task A_type_name_that_is_not_ASCII_does_not_break_the_header()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => throw new 준비Exception());

        var error = (await loop.InvokeAsync("{}")).Error;

        Assert.Equal("??Exception", error.ErrorType);
        Assert.Equal("준비Exception", error.Json.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_cancellation_inside_the_handler_is_its_failure_and_not_the_end_of_the_loop()
    {
        await using var loop = await LoopUnderTest.StartAsync(async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, new CancellationToken(canceled: true));
            return Stream.Null;
        });

        Assert.Equal("TaskCanceledException", (await loop.InvokeAsync("{}")).Error.ErrorType);
        Assert.Equal("TaskCanceledException", (await loop.InvokeAsync("{}")).Error.ErrorType);
    }

    [Fact]
    public async Task A_response_stream_that_fails_while_it_is_read_counts_as_the_handlers_failure()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => Task.FromResult<Stream>(new BrokenStream()));

        Assert.Equal("broken in the middle", (await loop.InvokeAsync("{}")).Error.Message);
    }

    [Fact]
    public async Task A_handler_that_returns_no_stream_is_told_so()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => Task.FromResult<Stream>(null!));

        Assert.Equal("ArgumentNullException", (await loop.InvokeAsync("{}")).Error.ErrorType);
    }

    [Fact]
    public async Task An_initializer_that_throws_is_reported_and_ends_the_loop_without_a_poll()
    {
        var builder = LambdaBootstrapBuilder.Create(() => { })
            .UseBootstrapHandler(() => throw new InvalidDataException("READINESS_TABLE is not set"));
        await using var loop = await LoopUnderTest.StartAsync(builder);

        var error = await loop.Server.InitError.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("InvalidDataException", error.ErrorType);
        Assert.Equal("READINESS_TABLE is not set", error.Message);
        await Assert.ThrowsAsync<InvalidDataException>(() => loop.Run);
        Assert.Equal(0, loop.Server.Polls);
    }

    [Fact]
    public async Task An_initializer_that_says_no_ends_the_loop_without_an_error()
    {
        var builder = LambdaBootstrapBuilder.Create(() => { }).UseBootstrapHandler(() => Task.FromResult(false));
        await using var loop = await LoopUnderTest.StartAsync(builder);

        await loop.Run.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(0, loop.Server.Polls);
        Assert.False(loop.Server.InitError.IsCompleted);
    }

    private sealed class 준비Exception : Exception;

    private sealed class BrokenStream : MemoryStream
    {
        public override bool TryGetBuffer(out ArraySegment<byte> buffer)
        {
            buffer = default;
            return false;
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
            => throw new IOException("broken in the middle");
    }
}
