using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Lambda.Tests;

/// <summary>The runtime loop in this process, against a Runtime API of its own.</summary>
public sealed class LoopUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

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

    /// <summary>Invokes and waits for the answer; a loop that ends instead fails the test with its reason.</summary>
    public async Task<InvocationOutcome> InvokeAsync(string payload, InvocationOptions? options = null)
    {
        var outcome = Server.Enqueue(payload, options).Outcome;
        await Task.WhenAny(outcome, Run).WaitAsync(AnswerTimeout, TestContext.Current.CancellationToken);
        if (!outcome.IsCompleted)
        {
            await Run;
            throw new InvalidOperationException("The loop ended without an answer to the invocation.");
        }

        return await outcome;
    }

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
