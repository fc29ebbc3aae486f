using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Application.Reports;

/// <summary>
/// Clock's eye on Reporter: a report that leaders wait for and that was not sent becomes an issue, and a person is
/// called once. Reads nothing while none is due, or while the newest is known to have arrived.
/// </summary>
internal sealed class ReportWatch(IStateStore store, PhaseCommit commit)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<EventId, DateTimeOffset> _arrived = [];

    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var (plan, head) = (record.Plan, record.Head.Value);
        var key = StateKeys.ReportWatch(record.Open.Id);
        var (watch, version) = record.Find(key);
        var missing = watch?.MissingSince;
        if (ReportSchedule.Newest(plan, head, record.Now - Patience) is not { } due
            || (missing is null && (_arrived.GetValueOrDefault(record.Open.Id) == due || IsNew(head, due, record.Now))))
        {
            return;
        }

        var report = (await store.FindAsync(
            StateKeys.Report(record.Open.Id, ReportDue.IdAt(due)),
            cancellationToken)).Value;
        var hasArrived = report is { HasArrived: true } || await HasLaterAsync(record.Open.Id, due, cancellationToken);
        if (hasArrived)
        {
            _arrived[record.Open.Id] = due;
        }

        if (hasArrived == missing is null)
        {
            return;
        }

        var next = new ReportWatchRecord(record.Open.Id, hasArrived ? null : due);
        IssueWish wish = hasArrived
            ? new IssueWish.Close(null, IssueKind.ReportMissing, $"the report of {due:u}, or a later one, was sent")
            : new IssueWish.Open(null, IssueKind.ReportMissing, Words(report, due), NextStep);
        await commit.CommitAsync(
            record,
            [key.Put(next, version)],
            PhaseWishes.None with { Issues = [wish] },
            cancellationToken);
    }

    /// <summary>A later report says which ones were missed.</summary>
    private async Task<bool> HasLaterAsync(EventId eventId, DateTimeOffset due, CancellationToken cancellationToken) =>
        (await ReportJob.NewestAsync(store, eventId, cancellationToken))?.Value is { HasArrived: true } newest
        && newest.Due > due;

    private const string NextStep =
        "tell leaders by hand with readiness report preview, and look at Reporter's log and at its recipients with "
        + "readiness report show";

    /// <summary>
    /// An event that was put in force, or whose plan moved, just now: what was due before that is not late yet.
    /// </summary>
    private static bool IsNew(EventHead head, DateTimeOffset due, DateTimeOffset now) =>
        due < head.ChangedAt && now - head.ChangedAt < Patience;

    private static string Words(Report? report, DateTimeOffset due) => report is null
        ? $"the report of {due:u} was not made within {Patience.TotalMinutes:0} min"
        : $"the report of {due:u} was made and reached nobody: "
            + string.Join("; ", report.Deliveries.Select(d => $"{d.To ?? "leadership topic"}: {d.Reason ?? "not sent yet"}"));
}
