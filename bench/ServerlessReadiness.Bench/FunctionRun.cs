using System.Diagnostics;
using System.Globalization;
using System.Text;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bench;

/// <summary>One process of a side, from its start to its end, with a Runtime API of its own.</summary>
internal sealed class FunctionRun : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private static int s_alarms;

    private readonly Side _side;
    private readonly IBenchEndpoint _endpoint;
    private readonly RuntimeApiServer _runtime;
    private readonly BootstrapProcess _process;

    private FunctionRun(Side side, IBenchEndpoint endpoint, RuntimeApiServer runtime, BootstrapProcess process) =>
        (_side, _endpoint, _runtime, _process) = (side, endpoint, runtime, process);

    /// <summary>Process start to the first poll.</summary>
    public double InitMilliseconds { get; private init; }

    public static async Task<FunctionRun> StartAsync(Side side, IBenchEndpoint endpoint)
    {
        var runtime = await RuntimeApiServer.StartAsync();
        var start = Stopwatch.GetTimestamp();
        var process = BootstrapProcess.Start(
            side.Executable,
            runtime.Endpoint,
            "AlarmResponder",
            Side.Environment(endpoint.Uri));
        var first = await Task.WhenAny(runtime.FirstPoll, runtime.InitError, Task.Delay(AnswerTimeout));
        var init = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return first == runtime.FirstPoll
            ? new FunctionRun(side, endpoint, runtime, process) { InitMilliseconds = init }
            : throw new InvalidOperationException($"{side.Name} did not come up: {process.Output}{process.Errors}");
    }

    /// <summary>A new alarm, which must act. The time until the answer, in milliseconds.</summary>
    public async Task<double> ActAsync()
    {
        await _endpoint.ResetAsync();
        return await SendAsync(NewAlarm(), "Starts", "Done");
    }

    /// <summary>Measures the whole life; the process is spent afterwards.</summary>
    /// <param name="duplicate">An alarm that this side has decided before.</param>
    /// <param name="warmCount">Warm alarms of each kind.</param>
    public async Task<ProcessFigures> MeasureAsync(byte[] duplicate, int warmCount)
    {
        var first = await ActAsync();

        // The second alarm still pays for what happens once; a warm one does not.
        await ActAsync();
        var (warm, warmCpu) = await RepeatAsync(warmCount, ActAsync);
        await SendAsync(duplicate, "Duplicate", runState: null);
        var (same, sameCpu) = await RepeatAsync(warmCount, () => SendAsync(duplicate, "Duplicate", runState: null));
        var peak = ProcFigures.PeakMebibytes(_process.Id);
        return new ProcessFigures(InitMilliseconds, first, warm, warmCpu, same, sameCpu, peak);
    }

    /// <summary>Decides a given alarm for the first time, so that it is a duplicate from then on.</summary>
    public async Task DecideAsync(byte[] alarm)
    {
        await _endpoint.ResetAsync();
        await SendAsync(alarm, "Starts", "Done");
    }

    public Task RepeatDuplicateAsync(byte[] alarm) => SendAsync(alarm, "Duplicate", runState: null);

    /// <summary>An alarm that was never sent before.</summary>
    public static byte[] NewAlarm()
    {
        var number = Interlocked.Increment(ref s_alarms);
        return AlarmPayload.Create(number.ToString("D6", CultureInfo.InvariantCulture), DateTimeOffset.UtcNow);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _runtime.DisposeAsync();
    }

    private async Task<(IReadOnlyList<double> Times, double CpuEach)> RepeatAsync(int count, Func<Task<double>> one)
    {
        var times = new List<double>(count);
        var cpu = ProcFigures.CpuMilliseconds(_process.Id);
        for (var i = 0; i < count; i++)
        {
            times.Add(await one());
        }

        return (times, (ProcFigures.CpuMilliseconds(_process.Id) - cpu) / count);
    }

    /// <summary>A figure counts only if the function did what it is timed for.</summary>
    private async Task<double> SendAsync(byte[] alarm, string verdict, string? runState)
    {
        using var limit = new CancellationTokenSource(AnswerTimeout);
        var start = Stopwatch.GetTimestamp();
        var outcome = await _runtime.InvokeAsync(alarm, cancellationToken: limit.Token);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var text = outcome is InvocationOutcome.Responded responded ? responded.Text : $"{outcome.Error.Text}";
        if (!Says(text, "verdict", verdict) || (runState is not null && !Says(text, "runState", runState)))
        {
            throw new InvalidOperationException(
                $"{_side.Name} on {_endpoint.Name} should have answered {verdict} {runState}, and answered {text}. Its log: "
                + Last(_process.Output) + Last(_process.Errors));
        }

        return time;
    }

    // System.Text.Json and Python differ in the space after the colon.
    private static bool Says(string json, string name, string value) =>
        new StringBuilder(json).Replace("\": \"", "\":\"").ToString().Contains($"\"{name}\":\"{value}\"", StringComparison.Ordinal);

    private static string Last(string log) => log.Length > 2000 ? log[^2000..] : log;
}
