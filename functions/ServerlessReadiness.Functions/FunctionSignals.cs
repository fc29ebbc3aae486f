using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>
/// What every entry point does with its invocation: read the signals, give each to the function's own work, keep what
/// is not for it, and answer with what was decided.
/// </summary>
internal static class FunctionSignals
{
    /// <summary>Left of the function's time for setting a run aside.</summary>
    private static readonly TimeSpan SetAsideTime = TimeSpan.FromSeconds(10);

    /// <summary>A function with less time than that has none to wait in.</summary>
    private static readonly TimeSpan WorkTimeMin = TimeSpan.FromSeconds(1);

    /// <param name="host">The process's host.</param>
    /// <param name="input">The invocation's payload.</param>
    /// <param name="context">The invocation's context.</param>
    /// <param name="function">The function's name, for what is not meant for it.</param>
    /// <param name="work">The function's work on one signal; null when the signal is not for it.</param>
    /// <param name="failsOnUnreadable">Whether what is only kept also fails the invocation, so that a person is called.
    /// </param>
    /// <remarks>
    /// One failing signal does not keep the others from being decided. The invocation fails afterwards, is delivered
    /// again, and finds the others to be duplicates.
    /// </remarks>
    public static async Task<Stream> HandleAsync(
        Host host,
        Stream input,
        ILambdaContext context,
        string function,
        Func<Signal, DateTimeOffset, Task<IReadOnlyList<FunctionOutcome>?>> work,
        bool failsOnUnreadable = false)
    {
        var payload = await ReadAsync(input);
        var stopBy = StopBy(host.Parts.Time.GetUtcNow(), context.RemainingTime);
        var outcomes = new List<FunctionOutcome>();
        var failures = new List<Exception>();
        foreach (var signal in SignalReader.Read(payload, host.Parts.Region))
        {
            try
            {
                outcomes.AddRange(signal is Signal.Unreadable unreadable
                    ? await KeepAsync(host, "unreadable", unreadable.Reason, unreadable.Raw, failsOnUnreadable)
                    : await work(signal, stopBy) ?? await KeepAsync(
                        host,
                        "misdirected",
                        $"{function} does not handle {signal.GetType().Name}; "
                        + "connect its source to the function that does",
                        RawText.Of(payload.Span),
                        failsOnUnreadable));
            }
            catch (Application.Ports.PortException e)
            {
                failures.Add(e);
            }
        }

        return failures.Count switch
        {
            0 => FunctionAnswer.Write(outcomes),
            1 => throw failures[0],
            _ => throw new AggregateException(failures),
        };
    }

    public static DateTimeOffset StopBy(DateTimeOffset now, TimeSpan remaining)
    {
        var work = remaining - SetAsideTime;
        return now + (work > WorkTimeMin ? work : WorkTimeMin);
    }

    private static async Task<IReadOnlyList<FunctionOutcome>> KeepAsync(
        Host host,
        string verdict,
        string reason,
        string raw,
        bool fails)
    {
        if (fails)
        {
            await host.Unreadable.RecordOnceAsync(verdict, reason, raw, CancellationToken.None);
            throw new Application.Ports.PortException(Application.Ports.PortFailure.Refused, reason);
        }

        await host.Unreadable.RecordAsync(verdict, reason, raw, CancellationToken.None);
        return [new FunctionOutcome(Application.Journal.JournalWriter.Unassigned.Value, verdict, reason, null, null)];
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream input)
    {
        if (input is MemoryStream memory && memory.TryGetBuffer(out var buffer))
        {
            return buffer.AsMemory((int)memory.Position);
        }

        using var copy = new MemoryStream();
        await input.CopyToAsync(copy);
        return copy.ToArray();
    }
}
