using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Issues;

namespace ServerlessReadiness.Core.Communication;

/// <summary>How long each kind of page may wait. Kinds are the words of the decisions that page.</summary>
public static class Gravities
{
    /// <summary>What starts so is about a run that ended badly.</summary>
    private const string OfRuns = "runbook ";

    /// <param name="kind">The decision's word: a verdict on an alarm, a kind of issue, or words of their own.</param>
    /// <param name="asks">Whether a run waits for the answer.</param>
    public static Gravity Of(string kind, bool asks)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind switch
        {
            // Time runs out while nobody answers, or two writers overwrite each other.
            _ when asks => Gravity.Urgent,
            nameof(IssueKind.FloorFight) or nameof(IssueKind.PageFight) => Gravity.Urgent,

            // From here on automation does less than people think, or the event lacks what it needs.
            nameof(AlarmVerdict.BudgetSpent) or nameof(AlarmVerdict.Exhausted) or nameof(AlarmVerdict.TopOfLadder)
                => Gravity.Serious,
            nameof(IssueKind.CapacityShortage) or nameof(IssueKind.QuotaRefused) or nameof(IssueKind.StageNotReady)
                or nameof(IssueKind.SpendExceeded) or nameof(IssueKind.CooldownOverdue) or nameof(IssueKind.InstanceLost)
                => Gravity.Serious,
            _ when kind.StartsWith(OfRuns, StringComparison.Ordinal) => Gravity.Serious,
            _ => Gravity.Plain,
        };
    }
}
