using System.Net;
using System.Net.Sockets;

using Amazon.Lambda.RuntimeSupport;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class RuntimePollTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_poll_answered_with_500_ends_the_loop_since_Lambda_says_so()
    {
        await using var loop = await LoopUnderTest.StartAsync(
            LambdaBootstrapBuilder.Create(() => { }), server => server.FailPolls(1));

        var failure = await Assert.ThrowsAsync<RuntimeApiClientException>(
            () => loop.Run.WaitAsync(Limit, TestContext.Current.CancellationToken));

        Assert.Equal(500, failure.StatusCode);
        Assert.Contains("Container error", failure.Message, StringComparison.Ordinal);
        Assert.Contains(loop.Server.Endpoint, failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, loop.Server.Polls);
    }

    [Fact]
    public async Task A_connection_lost_during_a_poll_is_made_anew()
    {
        await using var loop = await LoopUnderTest.StartAsync(
            LambdaBootstrapBuilder.Create((Stream _) => Streams.Of("served")), server => server.AbortPolls(2));

        Assert.Equal("served", (await loop.InvokeAsync("{}")).ResponseText);
    }

    [Fact]
    public async Task A_Runtime_API_that_is_not_there_ends_the_loop_after_a_few_attempts()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(() => { })
            .ConfigureOptions(options => options.RuntimeApiEndpoint = $"127.0.0.1:{UnusedPort()}")
            .Build();

        var failure = await Assert.ThrowsAsync<RuntimeApiClientException>(
            () => bootstrap.RunAsync(TestContext.Current.CancellationToken)
                .WaitAsync(Limit, TestContext.Current.CancellationToken));

        Assert.Equal(0, failure.StatusCode);
        Assert.Contains("could not be reached in 3 attempts", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_Lambda_the_missing_variable_is_named()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => LambdaBootstrapBuilder.Create(() => { }).Build());

        Assert.StartsWith("AWS_LAMBDA_RUNTIME_API is not set", failure.Message, StringComparison.Ordinal);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
