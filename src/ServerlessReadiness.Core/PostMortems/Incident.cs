using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Alarms of one component that fired together or shortly after each other.</summary>
/// <param name="Number">1, 2, … in order.</param>
/// <param name="Component">The component; null when it could not be told.</param>
/// <param name="From">The first signal.</param>
/// <param name="Until">When the last of its alarms was OK; null when one still fired.</param>
/// <param name="Episodes">The alarms, in order.</param>
/// <param name="Runs">The runs that they started.</param>
/// <param name="FirstEffect">The first change that those made to the workload; null for none.</param>
/// <param name="Effects">How many they made.</param>
/// <param name="ToldAt">When people were first told; null for never.</param>
public sealed record Incident(
    int Number,
    ComponentName? Component,
    DateTimeOffset From,
    DateTimeOffset? Until,
    EquatableList<AlarmEpisode> Episodes,
    EquatableList<RunId> Runs,
    JournalEntry? FirstEffect,
    int Effects,
    DateTimeOffset? ToldAt)
{
    /// <summary>From the first signal to the first change.</summary>
    public TimeSpan? ToEffect => FirstEffect is { } effect && effect.At > From ? effect.At - From
        : FirstEffect is null ? null : TimeSpan.Zero;

    /// <summary>From the first signal until the last alarm was OK.</summary>
    public TimeSpan? ToRelief => Until - From;

    /// <summary>Whether each of its alarms was OK in the end, rather than without data.</summary>
    public bool IsProven => Episodes.All(e => e.IsProven);

    public IEnumerable<string> Alarms => Episodes.Select(e => e.Alarm.Name).Distinct(StringComparer.Ordinal);
}
