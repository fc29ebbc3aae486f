using System.Text.Json;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
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
        var function = Wiring.FunctionFor(file.Payload, file.Signals);
        var context = new LocalContext(function, host.Parts.Region, TimeLimit, host.Parts.Time);
        using var payload = new MemoryStream(
            file.Payload,
            0,
            file.Payload.Length,
            writable: false,
            publiclyVisible: true);
        var outcomes = await AnswerAsync(function, payload, context, cancellationToken);
        var report = new SignalReport(file, function, outcomes, [], []) { At = since };
        return await RefreshAsync(report, since, cancellationToken);
    }

    private async Task<IReadOnlyList<FunctionOutcome>> AnswerAsync(
        string function,
        Stream payload,
        LocalContext context,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var answer = function switch
            {
                nameof(Clock) => await new Clock(host).Handle(payload, context),
                nameof(Executor) => await new Executor(host).Handle(payload, context),
                nameof(LifecycleResponder) => await new LifecycleResponder(host).Handle(payload, context),
                nameof(Reporter) => await new Reporter(host).Handle(payload, context),
                nameof(Reviewer) => await new Reviewer(host).Handle(payload, context),
                nameof(OperatorCommands) => await new OperatorCommands(host).Handle(payload, context),
                _ => await new AlarmResponder(host).Handle(payload, context),
            };
            return await JsonSerializer.DeserializeAsync(
                answer,
                FunctionAnswer.Default.IReadOnlyListFunctionOutcome,
                cancellationToken) ?? [];
        }
        catch (PortException e) when (e.Failure == PortFailure.Refused && function == nameof(OperatorCommands))
        {
            // What cannot be read fails this function, so that Lambda keeps it as a dead letter and a person is called.
            return [new FunctionOutcome(JournalWriter.Unassigned.Value, SignalReport.Fails, e.Message, null, null)];
        }
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

    /// <summary>
    /// Lines about the signal's alarms, and what was kept of it unread. What is no alarm may concern anything.
    /// </summary>
    private static bool IsAbout(JournalEntry line, SignalFile file) =>
        file.Signals.Any(s => s is not (Signal.AlarmChanged or Signal.Unreadable))
        || (line.Event == JournalWriter.Unassigned && line.Alarm is null)
        || file.Transitions.Any(t => t.Alarm == line.Alarm);
}
