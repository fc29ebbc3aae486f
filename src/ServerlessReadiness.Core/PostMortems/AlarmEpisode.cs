using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>One time that an alarm fired, with what was decided about it.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="Component">The component that it was about; null when that could not be told.</param>
/// <param name="From">When it went to ALARM.</param>
/// <param name="Until">When it was OK again; null when it was not by the end of the journal.</param>
/// <param name="Decisions">Every decision about it, oldest first.</param>
public sealed record AlarmEpisode(
    AlarmId Alarm,
    ComponentName? Component,
    DateTimeOffset From,
    DateTimeOffset? Until,
    EquatableList<JournalEntry> Decisions)
{
    /// <summary>Whether an OK ended it; one that ran out of data ended without a proof.</summary>
    public bool IsProven => Decisions.Any(d => d.Verdict == nameof(AlarmVerdict.Cleared))
        || (Until is not null && Decisions.All(d => d.Verdict != nameof(AlarmVerdict.Unproven)));

    public bool Started => Decisions.Any(d => d.Verdict == nameof(AlarmVerdict.Starts));
}
