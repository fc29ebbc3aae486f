using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>Next state, effects and reason of one decision on one alarm.</summary>
/// <param name="Verdict">The decision in a word.</param>
/// <param name="Reason">Why, for journal, CLI, page and report.</param>
/// <param name="Memory">What to remember of the alarm; null to leave the memory as it is.</param>
/// <param name="Hold">A hold to put on the component; null for none.</param>
/// <param name="Page">Whether a person is called.</param>
public sealed record AlarmDecision(
    AlarmVerdict Verdict,
    string Reason,
    AlarmMemory? Memory,
    Hold? Hold = null,
    bool Page = false);
