using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 10: at least one report for each instant at which one is due, made soon unless our functions were kept from it, and
/// then named as missed by the next; what reaches a leader carries the id of a stored report, and a repeat the same.
/// </summary>
internal sealed class ReportsMade(Scene scene) : Checker(10, scene)
{
    /// <summary>Reporter comes every five minutes; one that is lost, one that fails, and one that goes on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25);

    private readonly HashSet<DateTimeOffset> _told = [];

    /// <summary>The play's first minute: what was due before it nobody waits for.</summary>
    private DateTimeOffset? _from;

    public override void Commits(CommitSeen seen, long nowMs)
    {
        foreach (var (before, now) in seen.Reports)
        {
            if (before is not null && now != before with { Deliveries = now.Deliveries, SentUntil = now.SentUntil })
            {
                Violated(nowMs, $"report {now.Id} says something else than when it was first stored");
            }
        }
    }

    public override void Told(string id, string to, long nowMs)
    {
        var reports = Scene.Ledger.Reports.Values;
        if (!reports.Any(r => id.StartsWith($"{r.Event}/{r.Id}/", StringComparison.Ordinal)
            && r.Deliveries.Any(d => id == $"{r.Event}/{r.Id}/{d.To ?? Code(d)}")))
        {
            Violated(nowMs, $"a message to {to} carries the id {id}, which no stored report has");
        }
    }

    public override void Minute(long nowMs)
    {
        _from ??= Instant.Of(nowMs);
        if (Scene.Ledger.Head is { } head && nowMs > Scene.LastHinderedMs + Instant.Ms(Patience)
            && ReportSchedule.Newest(Scene.Plan, head, Instant.Of(nowMs) - Patience) is { } due
            && head.Phase is not (Phase.Closed or Phase.Cancelled)
            && due >= _from
            && !IsMade(due)
            && _told.Add(due))
        {
            Violated(nowMs, $"the report of {due:u} was not made");
        }
    }

    public override void End(long nowMs)
    {
        if (Scene.Ledger.Head is not { Cancelling: null } head || Scene.Plan.Reports.Every.Count == 0)
        {
            return;
        }

        var until = Instant.Of(nowMs) - Patience;
        if (head.Phase == Phase.Closed)
        {
            if (head.ChangedAt < until && !Scene.Ledger.Reports.ContainsKey(ReportDue.FinalId))
            {
                Violated(nowMs, $"the event was closed at {head.ChangedAt:u} and has no last report");
            }

            until = head.ChangedAt < until ? head.ChangedAt : until;
        }

        for (var due = ReportSchedule.Newest(Scene.Plan, head, until);
            due is { } at && at >= _from;
            due = ReportSchedule.Newest(Scene.Plan, head, at.AddTicks(-1)))
        {
            if (!IsMade(at) && _told.Add(at))
            {
                Violated(nowMs, $"the report of {at:u} was neither made nor named as missed");
            }
        }
    }

    private bool IsMade(DateTimeOffset due) => Scene.Ledger.Reports.ContainsKey(ReportDue.IdAt(due))
        || Scene.Ledger.Reports.Values.Any(r => r.Missed.Contains(due));

    private static string Code(Delivery delivery) => Core.Languages.Wording.CodeOf(delivery.Language);
}
