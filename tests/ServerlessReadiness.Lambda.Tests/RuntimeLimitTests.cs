using System.Security.Cryptography;

using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class RuntimeLimitTests
{
    [Fact]
    public async Task Six_megabytes_come_in_and_go_out_unchanged()
    {
        var payload = RandomNumberGenerator.GetBytes(6 * 1024 * 1024);
        await using var loop = await LoopUnderTest.StartAsync(async (input, _) =>
        {
            var copy = new MemoryStream();
            await input.CopyToAsync(copy);
            copy.Position = 0;
            return copy;
        });

        var outcome = await loop.Server.InvokeAsync(payload, cancellationToken: TestContext.Current.CancellationToken);

        var responded = Assert.IsType<InvocationOutcome.Responded>(outcome);
        Assert.True(responded.Body.Span.SequenceEqual(payload));
    }

    [Theory]
    [InlineData(RuntimeApiServer.ResponseBytesMax + 1)]
    [InlineData(40 * 1024 * 1024)]
    public async Task A_response_that_Lambda_refuses_for_its_size_becomes_an_error_and_the_loop_goes_on(int bytes)
    {
        await using var loop = await LoopUnderTest.StartAsync(async (input, _) =>
            await Streams.ReadTextAsync(input) == "big" ? new MemoryStream(new byte[bytes]) : Streams.Of("small"));

        var error = (await loop.InvokeAsync("big")).Error;

        Assert.Equal("Function.ResponseSizeTooLarge", error.ErrorType);
        Assert.Contains($"({bytes} bytes)", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, loop.Server.RefusedForSize);
        Assert.Equal("small", (await loop.InvokeAsync("again")).ResponseText);
    }

    [Fact]
    public async Task A_response_of_exactly_the_limit_is_accepted()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) =>
            Task.FromResult<Stream>(new MemoryStream(new byte[RuntimeApiServer.ResponseBytesMax])));

        var responded = Assert.IsType<InvocationOutcome.Responded>(await loop.InvokeAsync("{}"));

        Assert.Equal(RuntimeApiServer.ResponseBytesMax, responded.Body.Length);
    }

    [Fact]
    public async Task A_connection_lost_while_the_response_is_sent_becomes_an_error_and_the_loop_goes_on()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => Task.FromResult(Streams.Of("answer")));
        loop.Server.AbortResponses(1);

        var error = (await loop.InvokeAsync("{}")).Error;

        Assert.Equal("HttpRequestException", error.ErrorType);
        Assert.Equal("answer", (await loop.InvokeAsync("{}")).ResponseText);
    }
}
