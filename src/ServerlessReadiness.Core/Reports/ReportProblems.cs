using ServerlessReadiness.Core.Documents;

namespace ServerlessReadiness.Core.Reports;

/// <summary>The problems of a report: what, who sees to it, by which plan, until when.</summary>
internal static class ReportProblems
{
    public static IEnumerable<Block> Blocks(ReportWords words)
    {
        yield return words.Heading(ReportPhrase.ProblemsHeading);
        if (words.Report.Issues.Count == 0)
        {
            yield return new Block.Paragraph(words.Say(
                words.Report.Kind == ReportKind.Regular ? ReportPhrase.ProblemsNone : ReportPhrase.ProblemsAllNone));
        }

        foreach (var block in words.Report.Issues.SelectMany(i => One(words, i)))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> One(ReportWords words, ReportedIssue issue)
    {
        var name = words.Issue(issue.Kind);
        yield return new Block.Heading(3, issue.Component is { } component ? $"{name}: {component}" : name);
        yield return new Block.Quote(ReportWords.Cut(issue.Summary));
        yield return new Block.Facts(EquatableList.From(Facts(words, issue)));
    }

    private static IEnumerable<Fact> Facts(ReportWords words, ReportedIssue issue)
    {
        yield return new Fact(words.Say(ReportPhrase.Since), words.Wording.DateTime(issue.OpenedAt));
        if (issue.ClosedAt is { } over)
        {
            yield return new Fact(words.Say(ReportPhrase.OverAt), words.Wording.DateTime(over));
            yield break;
        }

        yield return new Fact(
            words.Say(ReportPhrase.Owner),
            issue.Owner ?? words.Say(ReportPhrase.OwnerNone));
        yield return new Fact(
            words.Say(ReportPhrase.PlanOfAction),
            words.Say(ReportPhrase.Quoted, ReportWords.Cut(issue.PlanOfAction)));
        yield return new Fact(
            words.Say(ReportPhrase.ExpectedBy),
            issue.ExpectedBy is { } at ? words.Wording.DateTime(at) : words.Say(ReportPhrase.ExpectedUnknown));
    }
}
