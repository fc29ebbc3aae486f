using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A line of the journal.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of line.</param>
/// <param name="Verdict">What it is about, in a word.</param>
/// <param name="Reason">Why; long ones are cut, the journal has them whole.</param>
/// <param name="Component">Which component, if one.</param>
/// <param name="Alarm">Which alarm's name, if one.</param>
/// <param name="Run">Which run, if one.</param>
public sealed record JournalView(
    DateTimeOffset At,
    JournalKind Kind,
    string Verdict,
    string Reason,
    ComponentName? Component,
    string? Alarm,
    RunId? Run);
