using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>What became of the commit of a decision.</summary>
/// <param name="Outcome">Whether it was stored.</param>
/// <param name="Mode">The mode, read while the commit was under way.</param>
/// <param name="Runs">The runs that it started, each with the change that may now be performed.</param>
public sealed record AlarmCommitted(
    SaveOutcome Outcome,
    AutomationMode Mode,
    IReadOnlyList<(RunInHand Hand, Change? Announced)> Runs);
