using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Reporting;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A report with the language that it is written in: names and numbers that its parts share.</summary>
internal sealed class ReportWords(Report report, CompiledPlan plan, Wording wording)
{
    /// <summary>What was recorded is told in full to people who look for it, not to those who read on a phone.</summary>
    private const int QuoteMax = 300;

    public Report Report => report;

    public CompiledPlan Plan => plan;

    public Wording Wording => wording;

    public static string Cut(string words, int lengthMax = QuoteMax) =>
        words.Length <= lengthMax ? words : $"{words[..lengthMax].TrimEnd()} …";

    public static Tone ToneOf(ReportColour colour) => colour switch
    {
        ReportColour.Green => Tone.Good,
        ReportColour.Yellow => Tone.Warning,
        ReportColour.Red => Tone.Bad,
        _ => throw new UnreachableException($"No tone for {colour}."),
    };

    public static ReportPhrase NameOf(ReportColour colour) => colour switch
    {
        ReportColour.Green => ReportPhrase.Green,
        ReportColour.Yellow => ReportPhrase.Yellow,
        ReportColour.Red => ReportPhrase.Red,
        _ => throw new UnreachableException($"No name for {colour}."),
    };

    /// <summary>A kind's name in words; tests see to it that each has one.</summary>
    public static ReportPhrase? NameOf(IssueKind kind) =>
        Enum.TryParse<ReportPhrase>($"Issue{kind}", out var name) ? name : null;

    public string Say(ReportPhrase phrase, params ReadOnlySpan<string> parts) => wording.Say(phrase, parts);

    public Block.Heading Heading(ReportPhrase phrase, params ReadOnlySpan<string> parts) => new(2, Say(phrase, parts));

    public string Issue(IssueKind kind) => NameOf(kind) is { } name ? Say(name) : kind.ToString();

    public string Colour(ReportColour colour) => Say(
        ReportPhrase.ColourLine,
        Say(NameOf(colour)),
        Say(colour switch
        {
            ReportColour.Green => ReportPhrase.GreenMeans,
            ReportColour.Yellow => ReportPhrase.YellowMeans,
            _ => ReportPhrase.RedMeans,
        }));

    public string Mode() => report.Mode switch
    {
        AutomationMode.Act => Say(ReportPhrase.ModeAct),
        AutomationMode.Observe => Say(ReportPhrase.ModeObserve),
        AutomationMode.Paused => Say(ReportPhrase.ModePaused, Cut(report.ModeReason)),
        _ => throw new UnreachableException($"No words for {report.Mode}."),
    };

    /// <summary>A percentage with the places that it has, three at most: 99.9 stays apart from 100.</summary>
    public string Percent(decimal percent)
    {
        var decimals = percent == decimal.Truncate(percent) ? 0 : percent * 10 == decimal.Truncate(percent * 10) ? 1 : 3;
        return wording.Percent(percent, decimals);
    }

    public string Number(double value) => wording.Short((decimal)Math.Round(value, 3));

    public Line Reason(ColourReason reason)
    {
        var name = Say(SignOf(reason.Sign));
        var value = Value(reason.Sign, reason.Value);
        var about = reason.About.Count == 0 ? "" : $": {string.Join(", ", reason.About.Select(a => About(reason, a)))}";
        if (reason.Colour == ReportColour.Green || reason.Limit is not { } limit)
        {
            return Say(ReportPhrase.ReasonPlain, name, value) + about;
        }

        var colour = Say(NameOf(reason.Colour));
        var phrase = ColourRule.IsLeast(reason.Sign) ? ReportPhrase.ReasonBelow : ReportPhrase.ReasonFrom;
        return Line.Of(
            new Span.Mark(ToneOf(reason.Colour), colour),
            new Span.Plain($" {Say(phrase, name, value, colour, Value(reason.Sign, limit))}{about}"));
    }

    private string About(ColourReason reason, string about) => reason.Sign switch
    {
        ColourSign.Issues or ColourSign.GraveIssues when Enum.TryParse<IssueKind>(about, out var kind) => Issue(kind),
        ColourSign.Criteria when report.Criteria.FirstOrDefault(c => c.Name == about) is { } criterion =>
            ReportNumbers.Name(this, criterion),
        _ => about,
    };

    private string Value(ColourSign sign, decimal value) => sign switch
    {
        ColourSign.AlarmFiring => wording.Duration(TimeSpan.FromMinutes((double)value)),
        ColourSign.Stopped when value < 0 => Say(ReportPhrase.NotStopped),
        ColourSign.Stopped => wording.Duration(TimeSpan.FromMinutes((double)value)),
        ColourSign.Served or ColourSign.Capacity => Percent(value),
        _ => Wording.Number(value),
    };

    private static ReportPhrase SignOf(ColourSign sign) => sign switch
    {
        ColourSign.AlarmFiring => ReportPhrase.SignAlarmFiring,
        ColourSign.Served => ReportPhrase.SignServed,
        ColourSign.Criteria => ReportPhrase.SignCriteria,
        ColourSign.Issues => ReportPhrase.SignIssues,
        ColourSign.GraveIssues => ReportPhrase.SignGraveIssues,
        ColourSign.Capacity => ReportPhrase.SignCapacity,
        ColourSign.Shedding => ReportPhrase.SignShedding,
        ColourSign.Stopped => ReportPhrase.SignStopped,
        ColourSign.Budgets => ReportPhrase.SignBudgets,
        ColourSign.Metrics => ReportPhrase.SignMetrics,
        ColourSign.Unreadable => ReportPhrase.SignUnreadable,
        ColourSign.Unseen => ReportPhrase.SignUnseen,
        _ => throw new UnreachableException($"No name for {sign}."),
    };
}
