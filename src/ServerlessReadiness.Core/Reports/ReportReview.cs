using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Core.Reports;

/// <summary>Before the event is live: whether it can be held.</summary>
internal static class ReportReview
{
    public static IEnumerable<Block> Blocks(ReportWords words)
    {
        var report = words.Report;
        if (report.Phase is not (Phase.Scheduled or Phase.Prewarm))
        {
            yield break;
        }

        yield return words.Heading(ReportPhrase.ReviewHeading);
        if (report.Reviews is not [var newest, ..])
        {
            yield return new Block.Paragraph(words.Say(ReportPhrase.ReviewNone));
            yield break;
        }

        yield return new Block.Paragraph(Said(words, newest));
        List<Line> lines =
        [
            .. newest.Blockers.Select(b => Item(words, ReportPhrase.ReviewBlocker, b)),
            .. newest.Risks.Select(r => Item(words, ReportPhrase.ReviewRisk, r)),
            .. report.Reviews.Skip(1).Select(before => (Line)words.Say(ReportPhrase.ReviewBefore, Said(words, before))),
        ];
        if (lines.Count > 0)
        {
            yield return new Block.Items(EquatableList.From(lines));
        }
    }

    private static string Said(ReportWords words, ReviewSummary summary) => words.Say(
        ReportPhrase.ReviewSaid,
        words.Wording.DateTime(summary.At),
        words.Say(summary.Readiness switch
        {
            Readiness.Go => ReportPhrase.ReviewGo,
            Readiness.GoWithRisks => ReportPhrase.ReviewGoWithRisks,
            Readiness.NoGo => ReportPhrase.ReviewNoGo,
            _ => throw new UnreachableException($"No phrase for {summary.Readiness}."),
        }),
        Languages.Wording.Number(summary.Yes),
        Languages.Wording.Number(summary.Applies));

    private static Line Item(ReportWords words, ReportPhrase phrase, string id) =>
        words.Say(phrase, id, ReviewItem.Find(id) is { } item ? words.Wording.Say(item.Text) : id);
}
