using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Lambda.Tests;

/// <summary>The runtime loop in this process, against a Runtime API of its own.</summary>
public sealed class LoopUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LambdaBootstrap _bootstrap;

    private LoopUnderTest(RuntimeApiServer server, LambdaBootstrap bootstrap)
    {
        Server = server;
        _bootstrap = bootstrap;
        Run = bootstrap.RunAsync(_stop.Token);
    }

    public RuntimeApiServer Server { get; }

    /// <summary>The loop's own task: how it ended, if it did.</summary>
    public Task Run { get; }

    public static Task<LoopUnderTest> StartAsync(Func<Stream, ILambdaContext, Task<Stream>> handler)
        => StartAsync(LambdaBootstrapBuilder.Create(handler));

    public static async Task<LoopUnderTest> StartAsync(
        LambdaBootstrapBuilder builder, Action<RuntimeApiServer>? prepare = null)
    {
        var server = await RuntimeApiServer.StartAsync();
        prepare?.Invoke(server);
        return new LoopUnderTest(
            server, builder.ConfigureOptions(options => options.RuntimeApiEndpoint = server.Endpoint).Build());
    }

    public Task<InvocationOutcome> InvokeAsync(string payload, InvocationOptions? options = null)
        => Server.InvokeAsync(payload, options, TestContext.Current.CancellationToken);

    public Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ContinueWith(static _ => { }, TaskScheduler.Default);
        _bootstrap.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
    }
}
