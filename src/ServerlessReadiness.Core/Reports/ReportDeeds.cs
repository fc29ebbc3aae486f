using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What automation did and declined to do, and what comes next.</summary>
internal static class ReportDeeds
{
    /// <summary>An effect that just happened has no more to say.</summary>
    private const string Plainly = "Done: done";

    public static IEnumerable<Block> Blocks(ReportWords words) =>
    [
        words.Heading(ReportPhrase.DidHeading),
        List(words, words.Report.Did, ReportPhrase.DidNone),
        words.Heading(ReportPhrase.DeclinedHeading),
        List(words, words.Report.Declined, ReportPhrase.DeclinedNone),
    ];

    public static IEnumerable<Block> Coming(ReportWords words)
    {
        yield return words.Heading(ReportPhrase.ComingHeading);
        var coming = words.Report.Coming;
        yield return coming.Count == 0
            ? new Block.Paragraph(words.Say(ReportPhrase.ComingNone))
            : new Block.Items(EquatableList.From(coming.Select(c => (Line)words.Say(
                ReportPhrase.ComingAt,
                c.At is { } at ? words.Wording.DateTime(at) : words.Say(ReportPhrase.ComingSome),
                What(words, c)))));
    }

    private static Block List(ReportWords words, EquatableList<ReportedDeed> deeds, ReportPhrase none) =>
        deeds.Count == 0
            ? new Block.Paragraph(words.Say(none))
            : new Block.Items(EquatableList.From(deeds.Select(d => One(words, d))));

    private static Line One(ReportWords words, ReportedDeed deed)
    {
        var last = words.Wording.DateTime(deed.LastAt);
        return Line.Of(
            new Span.Strong(words.Say(ReportPhrase.Times, Wording.Number(deed.Count))),
            new Span.Code(ReportWords.Cut(deed.What)),
            new Span.Plain(", " + (deed.Component is { } component
                ? words.Say(ReportPhrase.DeedOn, component.Value, last)
                : words.Say(ReportPhrase.DeedAt, last))),
            new Span.Plain(deed.Reason == Plainly
                ? ""
                : $": {words.Say(ReportPhrase.Quoted, ReportWords.Cut(deed.Reason))}"));
    }

    /// <summary>What comes, without its time.</summary>
    public static string What(ReportWords words, Coming coming) => coming.Kind switch
    {
        ComingKind.Phase => words.Say(
            ReportPhrase.ComingPhase,
            Enum.TryParse<Phase>(coming.About, out var phase) ? PhaseWords.Of(phase, words.Wording) : coming.About),
        ComingKind.Stage => words.Say(ReportPhrase.ComingStage, Wording.Number(coming.Number), coming.About),
        ComingKind.Armed => words.Say(ReportPhrase.ComingArmed, coming.About, Wording.Number(coming.Number)),
        ComingKind.Approval => words.Say(ReportPhrase.ComingApproval, coming.About),
        ComingKind.Peak => words.Say(
            ReportPhrase.ComingPeak,
            words.Say(ReportPhrase.PerSecond, words.Wording.Short(coming.Number))),
        ComingKind.Confirmation => words.Say(ReportPhrase.ComingConfirmation, coming.About),
        ComingKind.Report => words.Say(ReportPhrase.ComingReport),
        _ => throw new UnreachableException($"No words for {coming.Kind}."),
    };
}
