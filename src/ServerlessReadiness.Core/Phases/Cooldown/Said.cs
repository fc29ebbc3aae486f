using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>A decision worth a line of the journal.</summary>
/// <param name="Kind">What kind of line.</param>
/// <param name="Verdict">The decision's code.</param>
/// <param name="Reason">Why.</param>
/// <param name="Component">On which component, if one.</param>
/// <param name="Pages">Whether a person is told too.</param>
public sealed record Said(
    JournalKind Kind,
    string Verdict,
    string Reason,
    ComponentName? Component = null,
    bool Pages = false);
