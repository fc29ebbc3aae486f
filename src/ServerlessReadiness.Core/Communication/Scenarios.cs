using System.Text;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Communication;

/// <summary>
/// What a contact may be for: a contingency of the plan by its name, or a kind of issue as the plan spells it, such as
/// <c>floor-fight</c>.
/// </summary>
public static class Scenarios
{
    /// <summary>The kinds of issues, as plans spell them.</summary>
    public static EquatableList<string> OfIssues { get; } =
        EquatableList.From(Enum.GetValues<IssueKind>().Where(k => k != IssueKind.Other).Select(Of));

    /// <summary>The word of a kind of issue: <c>StageNotReady</c> is <c>stage-not-ready</c>.</summary>
    public static string Of(IssueKind kind)
    {
        var word = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    /// <summary>The contingencies whose runbook it is, there or back.</summary>
    public static EquatableList<string> Of(CompiledPlan plan, RunbookName runbook)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return EquatableList.From(
            plan.Contingencies.Where(c => c.Runbook == runbook || c.Back == runbook).Select(c => c.Name));
    }
}
