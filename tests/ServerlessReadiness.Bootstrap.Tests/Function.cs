using System.Text.Json;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>One process of the native binary with the Runtime API that it polls.</summary>
internal sealed class Function : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web);

    private Function(RuntimeApiServer runtime, BootstrapProcess process)
    {
        Runtime = runtime;
        Process = process;
    }

    public RuntimeApiServer Runtime { get; }

    public BootstrapProcess Process { get; }

    public static async Task<Function> StartAsync(
        string binary,
        string handler,
        IReadOnlyDictionary<string, string> environment)
    {
        var runtime = await RuntimeApiServer.StartAsync();
        return new Function(runtime, BootstrapProcess.Start(binary, runtime.Endpoint, handler, environment));
    }

    /// <param name="payload">The invocation's payload.</param>
    /// <param name="remaining">What is left of the function's time; a minute if null.</param>
    public Invocation Enqueue(string payload, TimeSpan? remaining = null) => Runtime.Enqueue(
        payload,
        new InvocationOptions { Deadline = remaining is { } r ? DateTimeOffset.UtcNow + r : null });

    public async Task<InvocationOutcome> TryAsync(string payload, TimeSpan? remaining = null)
    {
        var outcome = Enqueue(payload, remaining).Outcome;
        var first = await Task.WhenAny(outcome, Runtime.InitError, Task.Delay(Limit, Cancel));
        return first == outcome ? await outcome
            : first == Runtime.InitError ? throw new InvalidOperationException((await Runtime.InitError).Text)
            : throw new TimeoutException($"No answer in {Limit}. Log: {Process.Output}{Process.Errors}");
    }

    public async Task<IReadOnlyList<Answer>> InvokeAsync(string payload, TimeSpan? remaining = null)
    {
        var outcome = await TryAsync(payload, remaining);
        return Parse(outcome.ResponseText);
    }

    public static IReadOnlyList<Answer> Parse(string text) =>
        JsonSerializer.Deserialize<Answer[]>(text, Lenient) ?? throw new InvalidOperationException(text);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Runtime.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
