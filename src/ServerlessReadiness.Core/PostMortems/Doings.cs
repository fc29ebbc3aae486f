using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What automation did, and what it declined to do.</summary>
public static class Doings
{
    /// <summary>Decisions that nobody would call declining: recorded, over, known before, or done.</summary>
    private static readonly string[] NoRefusal =
    [
        nameof(AlarmVerdict.Starts), nameof(AlarmVerdict.Cleared), nameof(AlarmVerdict.Duplicate),
        nameof(AlarmVerdict.Stale), nameof(AlarmVerdict.Recorded), nameof(AlarmVerdict.Unproven),
    ];

    /// <summary>Words of other deciders that say no.</summary>
    private static readonly string[] Declining =
    [
        "Withheld", "Refused", "Held", "Failed", "NeedsPerson", "Fight", "OutsideChange", "StillShed", "ClimbFailed",
        "ProceedsAnyway", "Paused", "Frozen",
    ];

    public static IReadOnlyList<DoneGroup> Done(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var changes = facts.Journal
            .Where(l => l.Run is not null && Incidents.IsDone(l))
            .CountBy(l => l.Run!.Value)
            .ToDictionary(c => c.Key, c => c.Value);
        return
        [
            .. facts.Runs
                .GroupBy(r => (r.Runbook, r.Component))
                .Select(g => new DoneGroup(
                    g.Key.Runbook,
                    g.Key.Component,
                    g.Count(),
                    g.Count(r => r.State == RunState.Done),
                    g.Sum(r => changes.GetValueOrDefault(r.Id)),
                    g.OrderBy(r => r.CreatedAt)
                        .LastOrDefault(r => r.State is RunState.Failed or RunState.HandedOver or RunState.Undone)
                        ?.Reason))
                .OrderByDescending(d => d.Changes)
                .ThenBy(d => d.Runbook.Value, StringComparer.Ordinal)
                .ThenBy(d => d.Component.Value, StringComparer.Ordinal),
        ];
    }

    public static IReadOnlyList<DeclinedGroup> Declined(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. facts.Journal
                .Where(IsDeclined)
                .GroupBy(l => (l.Verdict, l.Component))
                .Select(g => new DeclinedGroup(
                    g.Key.Verdict,
                    g.Key.Component,
                    g.Count(),
                    g.First().At,
                    g.GroupBy(l => l.Reason).MaxBy(r => r.Count())!.Key))
                .OrderByDescending(d => d.Count)
                .ThenBy(d => d.Verdict, StringComparer.Ordinal)
                .ThenBy(d => d.Component?.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether an alarm's decision declined nothing.</summary>
    public static bool IsPlain(string verdict) => NoRefusal.Contains(verdict);

    private static bool IsDeclined(JournalEntry line) => line.Kind switch
    {
        JournalKind.Decision when line.Alarm is not null => !IsPlain(line.Verdict),
        JournalKind.Decision or JournalKind.Progress =>
            Declining.Any(w => line.Verdict.EndsWith($" {w}", StringComparison.Ordinal)),
        _ => false,
    };
}
