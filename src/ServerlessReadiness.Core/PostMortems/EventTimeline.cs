using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>
/// What happened, in the order in which it happened, in as many lines as a person reads: records of one cause are one
/// line. The journal in the appendix has every record.
/// </summary>
public static class EventTimeline
{
    /// <summary>More lines than this are not read; what repeats most is left out first, and how many is said.</summary>
    public const int LinesMax = 160;

    /// <summary>Like records closer than this are one line.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    private static readonly string[] StageWords = ["stage Raises", "stage InService", "stage ProceedsAnyway"];

    private static readonly string[] LadderWords =
        ["ladder Climbed", "ladder ClimbFailed", "ladder CameDown", "ladder StillShed", "ladder NeedsPerson"];

    /// <returns>The lines, and how many more there were.</returns>
    public static (IReadOnlyList<TimelineLine> Lines, int LeftOut) Of(
        EventFacts facts,
        IReadOnlyList<Incident> incidents)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<TimelineLine> all =
        [
            .. Phases(facts),
            .. Grouped(facts, TimelineKind.Stage, l => StageWords.Contains(l.Verdict), l => l.Reason),
            .. Grouped(facts, TimelineKind.Shedding, l => LadderWords.Contains(l.Verdict), l => l.Reason),
            .. Grouped(facts, TimelineKind.Person, l => l.Kind == JournalKind.Person, l => l.Reason),
            .. Grouped(facts, TimelineKind.Page, l => l.Kind == JournalKind.Page, l => $"{l.Verdict}: {l.Reason}"),
            .. Grouped(facts, TimelineKind.Unreadable, l => l.Kind == JournalKind.Unreadable, l => l.Reason),
            .. incidents.Select(i => new TimelineLine(
                i.From,
                i.Until,
                TimelineKind.Incident,
                i.Component,
                string.Join(", ", i.Alarms),
                i.Episodes.Count,
                i.Episodes[0].Decisions[0].Reason)),
            .. facts.Issues.Select(i => new TimelineLine(
                i.OpenedAt, i.ClosedAt, TimelineKind.Issue, i.Component, i.Summary, 1, i.PlanOfAction)),
            .. Changes(facts),
        ];
        var kept = all.OrderBy(Weight).ThenBy(l => l.At).Take(LinesMax).ToHashSet();
        return ([.. all.Where(kept.Contains).OrderBy(l => l.At).ThenBy(l => l.Kind)], all.Count - kept.Count);
    }

    private static int Weight(TimelineLine line) => line.Kind switch
    {
        TimelineKind.Phase or TimelineKind.Incident => 0,
        TimelineKind.Person or TimelineKind.Issue or TimelineKind.Page => 1,
        TimelineKind.Stage or TimelineKind.Shedding => 2,
        _ => 3,
    };

    private static IEnumerable<TimelineLine> Phases(EventFacts facts) => facts.Journal
        .Where(l => l.Kind == JournalKind.Progress && l.Verdict.StartsWith("phase ", StringComparison.Ordinal))
        .Select(l => new TimelineLine(
            l.At, null, TimelineKind.Phase, null, l.Verdict["phase ".Length..], 1, l.Reason));

    /// <summary>Like records of a component that follow closely, as one line with the first's words.</summary>
    private static IEnumerable<TimelineLine> Grouped(
        EventFacts facts,
        TimelineKind kind,
        Func<JournalEntry, bool> matches,
        Func<JournalEntry, string> words)
    {
        var open = new Dictionary<(string, Plans.ComponentName?), List<JournalEntry>>();
        List<List<JournalEntry>> groups = [];
        foreach (var line in facts.Journal.Where(matches))
        {
            var key = (line.Verdict, line.Component);
            if (!open.TryGetValue(key, out var group) || line.At - group[^1].At > Together)
            {
                open[key] = group = [];
                groups.Add(group);
            }

            group.Add(line);
        }

        return groups.Select(g => new TimelineLine(
            g[0].At, g.Count > 1 ? g[^1].At : null, kind, g[0].Component, words(g[0]), g.Count, CauseOf(g[0])));
    }

    private static IEnumerable<TimelineLine> Changes(EventFacts facts)
    {
        var runs = facts.Runs.DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        return Merged(facts.Journal
            .Where(l => l.Run is not null && Incidents.IsDone(l) && !Incidents.IsTelling(l))
            .GroupBy(l => l.Run!.Value)
            .Select(g => Change([.. g], runs.GetValueOrDefault(g.Key))));
    }

    /// <summary>Runs of one cause on one component that follow closely, such as a hook's on each instance.</summary>
    private static IEnumerable<TimelineLine> Merged(IEnumerable<TimelineLine> changes)
    {
        foreach (var alike in changes.GroupBy(c => (c.Component, c.Cause)))
        {
            TimelineLine? open = null;
            foreach (var next in alike.OrderBy(c => c.At))
            {
                if (open?.Cause is not null && next.At - EndOf(open) <= Together)
                {
                    var end = EndOf(next) > EndOf(open) ? EndOf(next) : EndOf(open);
                    open = open with { Until = end, Count = open.Count + next.Count };
                    continue;
                }

                if (open is not null)
                {
                    yield return open;
                }

                open = next;
            }

            yield return open!;
        }
    }

    private static DateTimeOffset EndOf(TimelineLine line) => line.Until ?? line.At;

    private static TimelineLine Change(List<JournalEntry> done, Run? run) => new(
        done[0].At,
        done.Count > 1 ? done[^1].At : null,
        TimelineKind.Changes,
        run?.Component ?? done[0].Component,
        done.Count == 1 ? done[0].Verdict : $"{done[0].Verdict} … {done[^1].Verdict}",
        done.Count,
        run is null ? done[0].Cause : $"{run.Runbook}: {run.Trigger}");

    // A signal's key says nothing to a person.
    private static string? CauseOf(JournalEntry line) =>
        line.Kind != JournalKind.Person && line.Cause is not "clock" && line.Cause?.Split('/', 2) is [var only]
            ? only
            : null;
}
