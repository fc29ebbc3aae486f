using System.Text.Json;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Functions;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// Gives a signal to the entry point that Lambda would give it to, here, and gathers what came of it.
/// </summary>
internal sealed class InProcessFunctions(Host host)
{
    /// <summary>As the template gives its functions.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private const int LinesMax = 500;

    public async Task<SignalReport> InvokeAsync(SignalFile file, CancellationToken cancellationToken)
    {
        var since = host.Parts.Time.GetUtcNow();
        var function = FunctionFor(file);
        var context = new LocalContext(function, host.Parts.Region, TimeLimit, host.Parts.Time);
        using var payload = new MemoryStream(
            file.Payload,
            0,
            file.Payload.Length,
            writable: false,
            publiclyVisible: true);
        await using var answer = function switch
        {
            nameof(Clock) => await new Clock(host).Handle(payload, context),
            nameof(Executor) => await new Executor(host).Handle(payload, context),
            _ => await new AlarmResponder(host).Handle(payload, context),
        };
        var outcomes = await JsonSerializer.DeserializeAsync(
            answer,
            FunctionAnswer.Default.IReadOnlyListFunctionOutcome,
            cancellationToken) ?? [];
        var report = new SignalReport(file, function, outcomes, [], []) { At = since };
        return await RefreshAsync(report, since, cancellationToken);
    }

    /// <summary>The report with the runs and lines of this moment.</summary>
    public async Task<SignalReport> RefreshAsync(
        SignalReport report,
        DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        var lines = new List<JournalEntry>();
        var runs = new List<Run>();
        var open = await host.Events.ListAsync(cancellationToken, fresh: true);
        foreach (var eventId in open.Select(o => o.Id).Append(JournalWriter.Unassigned))
        {
            var newest = await host.JournalReader.NewestAsync(eventId, LinesMax, cancellationToken);
            lines.AddRange(newest.Where(l => l.At >= since && IsAbout(l, report.File)));
        }

        var touched = lines.Where(l => l.Run is not null).Select(l => (l.Event, l.Run!.Value)).Distinct();
        foreach (var (eventId, id) in touched)
        {
            if ((await host.Parts.Store.FindAsync(StateKeys.Run(eventId, id), cancellationToken)).Value is { } run)
            {
                runs.Add(run);
            }
        }

        return report with { Runs = runs, Lines = JournalView.InOrder(lines) };
    }

    private static string FunctionFor(SignalFile file) =>
        file.Signals.All(s => s is Signal.Tick) ? nameof(Clock)
        : file.Signals.All(s => s is Signal.RunDue) ? nameof(Executor)
        : nameof(AlarmResponder);

    /// <summary>
    /// Lines about the signal's alarms, and what was kept of it unread. A tick and a due run may concern anything.
    /// </summary>
    private static bool IsAbout(JournalEntry line, SignalFile file) =>
        file.Signals.Any(s => s is Signal.Tick or Signal.RunDue)
        || (line.Event == JournalWriter.Unassigned && line.Alarm is null)
        || file.Transitions.Any(t => t.Alarm == line.Alarm);
}
