using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Journal;

/// <summary>One line of the append-only record.</summary>
/// <param name="Event">The event.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of line.</param>
/// <param name="Verdict">The decision's code, the effect's change or what else the line is about, in a word.</param>
/// <param name="Reason">Why, in the words that reach CLI, page and report unchanged.</param>
/// <param name="Component">Which component, if one.</param>
/// <param name="Alarm">Which alarm, if one.</param>
/// <param name="Run">Which run, if one.</param>
/// <param name="Cause">The signal's deduplication key, or who asked.</param>
/// <param name="Before">For an effect: what was there before.</param>
/// <param name="After">For an effect: what is there now, or was meant to be.</param>
/// <param name="Raw">The signal as it arrived, when it could not be read as anything known; shortened.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record JournalEntry(
    EventId Event,
    DateTimeOffset At,
    JournalKind Kind,
    string Verdict,
    string Reason,
    ComponentName? Component = null,
    AlarmId? Alarm = null,
    RunId? Run = null,
    string? Cause = null,
    string? Before = null,
    string? After = null,
    string? Raw = null,
    [property: JsonRequired] int Schema = JournalEntry.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
