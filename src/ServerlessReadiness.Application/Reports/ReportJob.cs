using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Reports;

/// <summary>
/// Makes the reports that are due and sends them. A report is stored before it is sent, under the instant at which it
/// was due: of two Reporters one makes it, and whoever goes on after a crash sends the same under the same id.
/// </summary>
public sealed partial class ReportJob(
    IStateStore store,
    OpenEvents events,
    ReportReader reader,
    ReportSender sender,
    JournalWriter journal,
    TimeProvider time,
    ILogger<ReportJob> logger)
{
    /// <summary>A Reporter that was away longer sends no summary of an event that is long over.</summary>
    public static readonly TimeSpan FinalWithin = TimeSpan.FromHours(24);

    private readonly HashSet<EventId> _closed = [];

    /// <param name="stopBy">When the work must be over; what is left goes on in the next invocation.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    public async Task<ReportsDone> RunAsync(DateTimeOffset stopBy, CancellationToken cancellationToken)
    {
        var done = new ReportsDone(0, 0, 0, 0);
        foreach (var open in await events.ListAsync(cancellationToken, fresh: true))
        {
            done = await GuardAsync(done, open.Id, () => OneAsync(open.Id, stopBy, cancellationToken));
        }

        foreach (var ended in events.Ended.Where(l => !_closed.Contains(l.Event)).ToList())
        {
            done = await GuardAsync(done, ended.Event, () => OneAsync(ended.Event, stopBy, cancellationToken));
        }

        return done;
    }

    /// <summary>The newest report of an event; null when there is none.</summary>
    public static async Task<Versioned<Report>?> NewestAsync(
        IStateStore store,
        EventId eventId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var page = await store.QueryAsync(
            new StateQuery(StateKeys.EventPk(eventId), StateKeys.ReportPrefix, PageSize: 1, Descending: true),
            cancellationToken);
        return page.Documents is [var document]
            ? new Versioned<Report>(
                StateView.Parse(document, new StateKey<Report>(document.Address, StateJson.Default.Report)),
                document.Version)
            : null;
    }

    private async Task<ReportsDone> OneAsync(
        EventId eventId,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var nothing = new ReportsDone(0, 0, 0, 0);
        var now = time.GetUtcNow();
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null || IsLongOver(head, now))
        {
            _closed.Add(eventId);
            return nothing;
        }

        var plan = await events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        var newest = await NewestAsync(store, eventId, cancellationToken);
        var last = newest?.Value;
        if (last?.Kind != ReportKind.Final
            && ReportSchedule.Due(plan, head, last?.Due, now) is { } due
            && (last is null || string.CompareOrdinal(due.Id, last.Id) > 0))
        {
            return await MakeAsync(plan, head, last, due, stopBy, cancellationToken);
        }

        if (newest is { Value.IsUnsent: true } unsent && !(unsent.Value.SentUntil > now))
        {
            return await sender.GoOnAsync(unsent, stopBy, cancellationToken);
        }

        if (last is { Kind: ReportKind.Final, IsUnsent: false })
        {
            _closed.Add(eventId);
        }

        return nothing;
    }

    private async Task<ReportsDone> MakeAsync(
        CompiledPlan plan,
        EventHead head,
        Report? last,
        ReportDue due,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var facts = await reader.ReadAsync(plan, head, last, now, cancellationToken);
        var recipients = ReportRecipients.Of(plan, head, due, sender.HasTopic);
        var report = ReportMaker.Make(facts, due, recipients) with
        {
            SentUntil = time.GetUtcNow() + ReportSender.SendFor,
        };
        var line = new JournalEntry(
            plan.Event,
            now,
            JournalKind.Progress,
            $"report {report.Colour}",
            Words(report),
            Cause: "reporter");
        var outcome = await store.CommitAsync(
            [StateKeys.Report(plan.Event, report.Id).Put(report, 0), journal.Line(line)],
            cancellationToken);
        if (outcome is not SaveOutcome.Saved)
        {
            // Another Reporter has made it and sends it.
            return new ReportsDone(0, 0, 0, 0);
        }

        var sent = await sender.SendAsync(new Versioned<Report>(report, 1), plan, stopBy, cancellationToken);
        return sent with { Made = 1 };
    }

    private static bool IsLongOver(EventHead head, DateTimeOffset now) =>
        head.Phase is Phase.Closed or Phase.Cancelled && now - head.ChangedAt > FinalWithin;

    private static string Words(Report report)
    {
        var why = report.Reasons
            .Where(r => r.Colour == report.Colour && r.Colour != ReportColour.Green)
            .Select(r => $"{r.Sign} {r.Value:0.###}");
        var to = report.Deliveries.Count == 0
            ? "; nobody receives it: add a leadership topic, or reports.from and contacts to the plan"
            : $"; to {report.Deliveries.Count} recipients";
        var because = report.Colour == ReportColour.Green ? "" : $": {string.Join(", ", why)}";
        return $"report {report.Id} of {report.Due:u}{because}{to}";
    }

    private async Task<ReportsDone> GuardAsync(ReportsDone done, EventId eventId, Func<Task<ReportsDone>> work)
    {
        try
        {
            return done.Plus(await work());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One event's trouble keeps no other's leaders waiting; the answer makes the invocation fail.
            LogFailed(logger, eventId, e.Message);
            return done with { Failures = done.Failures + 1 };
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "Reporter: the report of {Event} failed and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, EventId @event, string reason);
}
