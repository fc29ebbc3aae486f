using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Gathers alarms into incidents, and what was done about each.</summary>
public static class Incidents
{
    /// <summary>An alarm that fires again sooner than this is the same trouble.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);

    /// <summary>How an effect begins that only tells people.</summary>
    private const string Telling = "tell people:";

    public static IReadOnlyList<Incident> Of(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var effects = facts.Journal.Where(IsDone).ToList();
        var found = AlarmEpisodes.Of(facts)
            .GroupBy(e => e.Component)
            .SelectMany(Together)
            .Select(e => Make(e, effects))
            .OrderBy(i => i.From)
            .ThenBy(i => i.Component?.Value, StringComparer.Ordinal);
        return [.. found.Select((incident, index) => incident with { Number = index + 1 })];
    }

    /// <summary>A change of the world that happened, to the workload or by telling people.</summary>
    public static bool IsDone(JournalEntry line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Kind == JournalKind.Outcome && line.Reason.StartsWith("Done", StringComparison.Ordinal);
    }

    public static bool IsTelling(JournalEntry line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Verdict.StartsWith(Telling, StringComparison.Ordinal);
    }

    private static IEnumerable<List<AlarmEpisode>> Together(IEnumerable<AlarmEpisode> episodes)
    {
        List<AlarmEpisode> together = [];
        var until = DateTimeOffset.MinValue;
        foreach (var episode in episodes.OrderBy(e => e.From))
        {
            if (together.Count > 0 && episode.From > until + Apart)
            {
                yield return together;
                together = [];
                until = DateTimeOffset.MinValue;
            }

            together.Add(episode);
            var end = episode.Until ?? DateTimeOffset.MaxValue - Apart;
            until = end > until ? end : until;
        }

        if (together.Count > 0)
        {
            yield return together;
        }
    }

    private static Incident Make(List<AlarmEpisode> episodes, List<JournalEntry> effects)
    {
        var runs = episodes.SelectMany(e => e.Decisions).Select(d => d.Run).OfType<Runbooks.RunId>().ToHashSet();
        var done = effects.Where(e => e.Run is { } run && runs.Contains(run)).OrderBy(e => e.At).ToList();
        var changes = done.Where(e => !IsTelling(e)).ToList();
        var alarms = episodes.Select(e => e.Alarm).ToHashSet();
        var from = episodes[0].From;
        DateTimeOffset? until = episodes.Exists(e => e.Until is null) ? null : episodes.Max(e => e.Until);

        // A page about an alarm is a run of its own, which names the alarm.
        var told = effects.Where(e => IsTelling(e) && e.At >= from && (until is null || e.At <= until + Apart)
            && ((e.Run is { } run && runs.Contains(run)) || (e.Alarm is { } alarm && alarms.Contains(alarm))));
        return new Incident(
            0,
            episodes[0].Component,
            from,
            until,
            EquatableList.From(episodes),
            EquatableList.From(runs.OrderBy(r => r.Value, StringComparer.Ordinal)),
            changes.FirstOrDefault(),
            changes.Count,
            told.Select(t => (DateTimeOffset?)t.At).Min());
    }
}
