namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>The decision on one goal: what is remembered, and what is wanted.</summary>
/// <param name="Next">The goal's next record, whose verdict and reason say what was decided.</param>
/// <param name="Issue">What it wants of issues when its verdict is new; null for nothing.</param>
internal sealed record GoalDecision(GoalRecord Next, IssueWish? Issue = null)
{
    public bool Starts => Next.Verdict == GoalVerdict.Starts;
}
