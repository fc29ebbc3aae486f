using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>
/// Writes a report in a language: the colour first, then the four facts that matter most, then the rest. All of it comes
/// from the stored report, so that a repeat reads the same.
/// </summary>
public static class ReportComposer
{
    /// <param name="report">The report.</param>
    /// <param name="plan">The plan in its version.</param>
    /// <param name="language">In which language.</param>
    /// <param name="pictures">Charts of metrics; may be empty.</param>
    public static Document Compose(
        Report report,
        CompiledPlan plan,
        Language language,
        IReadOnlyList<ReportPicture>? pictures = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(plan);
        var words = new ReportWords(report, plan, new Wording(language, new PlanClocks(plan)));
        return new Document(
            language,
            words.Say(TitleOf(report.Kind), plan.Name),
            EquatableList.From<Block>(
            [
                .. Banner(words),
                First(words),
                .. ReportReview.Blocks(words),
                .. ReportProblems.Blocks(words),
                .. ReportNumbers.Metrics(words, pictures ?? []),
                .. ReportNumbers.Capacity(words),
                .. ReportNumbers.Criteria(words),
                .. ReportNumbers.Whole(words),
                .. ReportDeeds.Blocks(words),
                .. ReportDeeds.Coming(words),
                .. Room(words),
                .. Why(words),
                .. About(words),
            ]));
    }

    /// <summary>A mail's subject, in its reader's language.</summary>
    public static string Subject(Report report, CompiledPlan plan, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(plan);
        var wording = new Wording(language, new PlanClocks(plan));
        return wording.Say(
            ReportPhrase.Subject,
            wording.Say(ReportWords.NameOf(report.Colour)),
            wording.Say(TitleOf(report.Kind), plan.Name),
            wording.DateTime(report.Due));
    }

    /// <summary>A subject that SNS takes: fewer than 100 characters of ASCII, so without the plan's own name.</summary>
    public static string TopicSubject(Report report, CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(plan);
        const int LengthMax = 99;
        var wording = new Wording(Language.English, new PlanClocks(plan));
        var subject = wording.Say(
            ReportPhrase.Subject,
            wording.Say(ReportWords.NameOf(report.Colour)),
            wording.Say(TitleOf(report.Kind), report.Event.Value),
            wording.DateTime(report.Due));
        return subject.Length <= LengthMax ? subject : subject[..LengthMax];
    }

    private static ReportPhrase TitleOf(ReportKind kind) => kind switch
    {
        ReportKind.Regular => ReportPhrase.TitleRegular,
        ReportKind.LiveOver => ReportPhrase.TitleLiveOver,
        ReportKind.Final => ReportPhrase.TitleFinal,
        _ => throw new UnreachableException($"No title for {kind}."),
    };

    private static IEnumerable<Block> Banner(ReportWords words)
    {
        var report = words.Report;
        var changed = report.ColourBefore is { } before && before != report.Colour
            ? $"; {words.Say(ReportPhrase.WasBefore, words.Colour(before))}"
            : "";
        yield return new Block.Notice(
            ReportWords.ToneOf(report.Colour),
            Line.Of(
                new Span.Strong(words.Colour(report.Colour)),
                new Span.Plain(" "),
                new Span.Plain(words.Say(ReportPhrase.AsOf, words.Wording.Instant(report.At)) + changed)));
        if (report.Cancelled is { } why)
        {
            yield return new Block.Notice(Tone.Neutral, words.Say(ReportPhrase.Cancelled, ReportWords.Cut(why)));
        }

        if (report.Kind != ReportKind.Regular && !report.Totals.WentLive)
        {
            yield return new Block.Notice(Tone.Neutral, words.Say(ReportPhrase.NeverLive));
        }
    }

    private static Block.Facts First(ReportWords words)
    {
        var report = words.Report;
        var open = report.Issues.Count(i => i.ClosedAt is null);
        return new Block.Facts(
        [
            new Fact(words.Say(ReportPhrase.FactPhase), PhaseWords.Of(report.Phase, words.Wording)),
            Traffic(words),
            new Fact(words.Say(ReportPhrase.FactCapacity), ReportNumbers.CapacityInWords(words)),
            new Fact(words.Say(ReportPhrase.FactProblems), Wording.Number(open)),
            new Fact(words.Say(ReportPhrase.FactAutomation), words.Say(
                ReportPhrase.AutomationCounts,
                words.Mode(),
                Wording.Number(report.Did.Sum(d => d.Count)),
                Wording.Number(report.Declined.Sum(d => d.Count)))),
        ]);
    }

    /// <summary>What was served if that is measured, else what is expected.</summary>
    private static Fact Traffic(ReportWords words)
    {
        var report = words.Report;
        return (report.ServedPercent, report.ForecastRate) switch
        {
            ({ } percent, _) => new Fact(words.Say(ReportPhrase.FactServed), words.Percent(percent)),
            (null, { } rate) when report.Kind == ReportKind.Regular => new Fact(
                words.Say(ReportPhrase.FactForecast),
                words.Say(ReportPhrase.PerSecond, words.Wording.Short(Math.Round(rate)))),
            _ => new Fact(words.Say(ReportPhrase.FactServed), words.Say(ReportPhrase.NotMeasured)),
        };
    }

    private static IEnumerable<Block> Why(ReportWords words)
    {
        var report = words.Report;
        yield return words.Heading(ReportPhrase.WhyHeading, words.Say(ReportWords.NameOf(report.Colour)));
        var bad = report.Reasons.Where(r => r.Colour != ReportColour.Green).OrderByDescending(r => r.Colour).ToList();
        if (bad.Count > 0)
        {
            yield return new Block.Items(EquatableList.From(bad.Select(words.Reason)));
        }

        var good = report.Reasons.Where(r => r.Colour == ReportColour.Green).ToList();
        if (good.Count > 0)
        {
            yield return new Block.Paragraph(words.Say(ReportPhrase.LookedAt));
            yield return new Block.Items(EquatableList.From(good.Select(words.Reason)));
        }
    }

    private static IEnumerable<Block> Room(ReportWords words)
    {
        yield return words.Heading(ReportPhrase.RoomHeading);
        var room = words.Plan.WarRoom;
        List<Fact> facts =
        [
            .. room.Bridge is { } bridge ? (Fact[])[new Fact(words.Say(ReportPhrase.Bridge), Line.Of(Dial(bridge)))] : [],
            .. room.Link is { } link
                ? (Fact[])[new Fact(words.Say(ReportPhrase.Link), Line.Of(new Span.Link(link, link)))]
                : [],
        ];
        yield return facts.Count == 0
            ? new Block.Paragraph(words.Say(ReportPhrase.RoomNone))
            : new Block.Facts(EquatableList.From(facts));
    }

    /// <summary>A number that a phone can call by a touch; other words as they are.</summary>
    private static Span Dial(string bridge)
    {
        var number = new string([.. bridge.TakeWhile(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-')]);
        var digits = string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'));
        return number.StartsWith('+') && digits.Length > 6 ? new Span.Link(bridge, $"tel:{digits}") : new Span.Plain(bridge);
    }

    private static IEnumerable<Block> About(ReportWords words)
    {
        var report = words.Report;
        List<Line> lines =
        [
            .. report.Unseen.Select(u =>
                (Line)words.Say(ReportPhrase.UnseenLine, u.What, ReportWords.Cut(u.Why))),
            .. report.Missed.Count == 0
                ? (Line[])[]
                : [words.Say(
                    ReportPhrase.MissedLine,
                    words.Wording.List([.. report.Missed.Select(words.Wording.DateTime)]))],
            .. report.Unreached.Select(d => (Line)words.Say(
                ReportPhrase.UnreachedLine,
                d.To is null ? words.Say(ReportPhrase.Topic) : $"{d.Name} ({d.To})",
                d.Reason is { } why ? ReportWords.Cut(why) : words.Say(ReportPhrase.UnreachedPending))),
            .. report.Deliveries.Any(d => d.To is not null) ? (Line[])[] : [words.Say(ReportPhrase.NobodyLine)],
            words.Say(ReportPhrase.RecordedWords),
        ];
        yield return words.Heading(ReportPhrase.AboutHeading);
        yield return new Block.Items(EquatableList.From(lines));
    }
}
