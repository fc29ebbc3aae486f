using System.Globalization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>
/// Reads from a journal when alarms fired. A decision's cause is its transition's key, which carries the state and the
/// instant of the change, so an alarm that was late or came twice still has its own times.
/// </summary>
public static class AlarmEpisodes
{
    public static IReadOnlyList<AlarmEpisode> Of(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var open = new Dictionary<string, Draft>(StringComparer.Ordinal);
        var found = new List<Draft>();
        foreach (var line in facts.Journal)
        {
            if (line is not { Kind: JournalKind.Decision, Alarm: { } alarm })
            {
                continue;
            }

            var (isFiring, at, series) = Transition(line);
            var key = $"{alarm}#{series}";
            if (!open.TryGetValue(key, out var draft))
            {
                if (!isFiring)
                {
                    continue;
                }

                draft = new Draft(alarm, at);
                open.Add(key, draft);
                found.Add(draft);
            }

            draft.Take(line);
            if (!isFiring)
            {
                draft.Until = at > draft.From ? at : draft.From;
                open.Remove(key);
            }
        }

        // An OK that was only noticed by Clock's look may have left no line of its own.
        foreach (var draft in open.Values)
        {
            draft.Until = facts.Alarms.FirstOrDefault(m => m.Alarm == draft.Alarm
                && m.State == AlarmStateValue.Ok && m.Since >= draft.From)?.Since;
        }

        return [.. found.Select(d => d.Episode()).OrderBy(e => e.From)];
    }

    // A key too long for a partition is a hash; then the verdict and the line's own time have to do.
    private static (bool IsFiring, DateTimeOffset At, string Series) Transition(JournalEntry line)
    {
        var parts = (line.Cause ?? "").Split('/', 4);
        return parts is [var state, var ms, var series, _]
            && Enum.TryParse<AlarmStateValue>(state, out var value)
            && long.TryParse(ms, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            ? (value == AlarmStateValue.Alarm, DateTimeOffset.FromUnixTimeMilliseconds(at), series)
            : (line.Verdict != nameof(AlarmVerdict.Cleared), line.At, "-");
    }

    private sealed class Draft(AlarmId alarm, DateTimeOffset from)
    {
        private readonly List<JournalEntry> _decisions = [];
        private ComponentName? _component;

        public AlarmId Alarm => alarm;

        public DateTimeOffset From => from;

        public DateTimeOffset? Until { get; set; }

        public void Take(JournalEntry line)
        {
            _component ??= line.Component;
            _decisions.Add(line);
        }

        public AlarmEpisode Episode() => new(alarm, _component, from, Until, EquatableList.From(_decisions));
    }
}
