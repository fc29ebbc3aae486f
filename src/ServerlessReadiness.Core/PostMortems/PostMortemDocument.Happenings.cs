using System.Diagnostics;
using System.Globalization;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using P = ServerlessReadiness.Core.PostMortems.PostMortemPhrase;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What happened, and what was done about it.</summary>
public sealed partial class PostMortemDocument
{
    private const int IncidentsMax = 40;
    private const int GroupsMax = 25;
    private const int WordsMax = 220;

    /// <summary>In the timeline, where the incidents' own part says the rest.</summary>
    private const int CauseMax = 110;
    private const int WhatMax = 150;
    private static readonly TimeSpan Exactly = TimeSpan.FromSeconds(10);

    private void Timeline()
    {
        Heading(P.Timeline);
        var (lines, leftOut) = EventTimeline.Of(_facts, _incidents);
        Add(new Block.Paragraph(Say(P.TimelineIntro)));
        foreach (var day in lines.GroupBy(l => Wording.Date(l.At)))
        {
            Add(new Block.Heading(3, day.Key));
            Table(
                [new(Say(P.When)), new(Say(P.Kind)), new(Say(P.Component)), new(Say(P.What)), new(Say(P.Why))],
                day.Select(l => (IEnumerable<Line>)
                [
                    When(l.At, l.Until),
                    Say(NameOf(l.Kind)),
                    l.Component?.Value ?? "",
                    l.Count == 1 ? What(l) : $"{What(l)} {Wording.Count(P.Times, l.Count)}",
                    Short(l.Cause ?? "", CauseMax),
                ]));
        }

        if (leftOut > 0)
        {
            Add(new Block.Paragraph(Wording.Count(P.TimelineLeftOut, leftOut)));
        }
    }

    private string What(TimelineLine line) =>
        line.Kind == TimelineKind.Phase && Enum.TryParse<Phase>(line.What, out var phase)
            ? Wording.Sentence(PhaseWords.Of(phase, Wording))
            : Short(line.What, WhatMax);

    private string When(DateTimeOffset at, DateTimeOffset? until) =>
        until is { } end && end - at >= TimeSpan.FromMinutes(1)
            ? $"{Wording.Time(at)} (+{Wording.Duration(end - at)})"
            : Wording.Time(at);

    private void IncidentList()
    {
        Heading(P.Incidents);
        if (_incidents.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoIncident)));
            return;
        }

        Add(new Block.Paragraph(Say(P.IncidentsIntro)));
        var shown = Shown();
        Table(
            [
                NumberColumn(P.Number), new(Say(P.Component)), new(Say(P.Alarms)), new(Say(P.Signal)),
                NumberColumn(P.FirstEffect), NumberColumn(P.Relief), NumberColumn(P.Changes), NumberColumn(P.PeopleTold),
            ],
            shown.Select(i => (IEnumerable<Line>)
            [
                Whole(i.Number),
                NameOf(i.Component),
                string.Join(", ", i.Alarms),
                Wording.DateTime(i.From),
                i.ToEffect is { } effect ? Took(effect) : Say(P.NoEffect),
                Relief(i),
                Whole(i.Effects),
                i.ToldAt is { } told ? Took(Later(told, i.From)) : Say(P.NotTold),
            ]));
        if (_incidents.Count > shown.Count)
        {
            Add(new Block.Paragraph(Wording.Count(P.MoreIncidents, _incidents.Count - shown.Count)));
        }

        foreach (var incident in shown)
        {
            Detail(incident);
        }
    }

    private Line Relief(Incident incident) => incident switch
    {
        { ToRelief: null } => Mark(Tone.Bad, P.NotRelieved),
        { IsProven: false } => Say(P.ReliefUnproven, Took(incident.ToRelief.Value)),
        _ => Took(incident.ToRelief.Value),
    };

    // Automation answers within seconds; whole ones would read as none.
    private string Took(TimeSpan time) => time < Exactly
        ? Seconds(Math.Round((decimal)time.TotalSeconds, 1))
        : Wording.Duration(time);

    private string Seconds(decimal seconds) =>
        Wording.Say(Languages.LanguagePhrase.Seconds, Wording.Number(seconds, 1));

    /// <summary>Where there are too many, those that lasted longest.</summary>
    private List<Incident> Shown() =>
    [
        .. _incidents
            .OrderByDescending(i => i.ToRelief ?? TimeSpan.MaxValue)
            .Take(IncidentsMax)
            .OrderBy(i => i.Number),
    ];

    private void Detail(Incident incident)
    {
        Add(new Block.Heading(3, Say(P.IncidentTitle, Whole(incident.Number), NameOf(incident.Component))));
        var decisions = incident.Episodes.SelectMany(e => e.Decisions)
            .GroupBy(d => d.Verdict)
            .OrderBy(g => g.Min(d => d.At))
            .Select(g => Line.Of(
                new Span.Strong(g.Key),
                new Span.Plain(g.Count() == 1 ? ": " : $" {Wording.Count(P.Times, g.Count())}: "),
                new Span.Plain(Short(g.First().Reason))));
        Add(new Block.Items(EquatableList.From(decisions)));
        if (incident.FirstEffect is { } effect)
        {
            Add(new Block.Facts(
            [
                new Fact(
                    Say(P.FirstEffect),
                    $"{Wording.DateTime(effect.At)}: {Short(effect.Verdict)}"),
            ]));
        }
    }

    private void Automation()
    {
        Heading(P.Automation);
        Heading(P.Did, 3);
        if (_done.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.DidNothing)));
        }
        else
        {
            Table(
                [
                    new(Say(P.Runbook)), new(Say(P.Component)), NumberColumn(P.Runs), NumberColumn(P.Succeeded),
                    NumberColumn(P.Changes), new(Say(P.Trouble)),
                ],
                _done.Take(GroupsMax).Select(d => (IEnumerable<Line>)
                [
                    d.Runbook.Value,
                    d.Component.Value,
                    Whole(d.Runs),
                    Whole(d.Succeeded),
                    Whole(d.Changes),
                    Short(d.Trouble ?? ""),
                ]));
        }

        Heading(P.DeclinedTitle, 3);
        if (_declined.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.DeclinedNothing)));
            return;
        }

        Table(
            [
                new(Say(P.Decision)), new(Say(P.Component)), NumberColumn(P.HowOften), new(Say(P.First)),
                new(Say(P.MostFrequentReason)),
            ],
            _declined.Take(GroupsMax).Select(d => (IEnumerable<Line>)
            [
                d.Verdict,
                NameOf(d.Component),
                Whole(d.Count),
                Wording.DateTime(d.First),
                Short(d.Reason),
            ]));
    }

    private void Contingencies()
    {
        Heading(P.Contingencies);
        if (_facts.Contingencies.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoContingency)));
            return;
        }

        Table(
            [
                new(Say(P.Contingency)), new(Say(P.Scenario)), NumberColumn(P.Target), NumberColumn(P.Measured),
                new(Say(P.LastTried)), new(Say(P.Result)),
            ],
            _facts.Contingencies.Select(c => (IEnumerable<Line>)
            [
                c.Contingency.Name,
                c.Contingency.Scenario,
                Wording.Duration(c.Contingency.RecoveryTime),
                c.Record?.Last is { } last
                    ? last.Measured is { } took ? Wording.Duration(took) : Say(P.NotRecovered)
                    : Say(P.NotMeasured),
                c.Record?.Last is { } tried ? Tried(tried) : Say(P.NeverTried),
                c.Record?.Last is { } result
                    ? Mark(result.Holds ? Tone.Good : Tone.Bad, result.Holds ? P.Held : P.NotHeld)
                    : Mark(Tone.Warning, P.NotMeasured),
            ]));
        foreach (var doubted in _facts.Contingencies.Where(c => c.Doubt is not null))
        {
            Add(new Block.Notice(Tone.Warning, Say(P.InDoubt, doubted.Contingency.Name, doubted.Doubt!)));
        }
    }

    private string Tried(Recovery.DrillResult result) => Say(
        result.Kind == Recovery.DrillKind.Drill ? P.InDrill : P.InRehearsal,
        Wording.DateTime(result.At));

    private static P NameOf(TimelineKind kind) => kind switch
    {
        TimelineKind.Phase => P.KindPhase,
        TimelineKind.Stage => P.KindStage,
        TimelineKind.Incident => P.KindIncident,
        TimelineKind.Changes => P.KindChanges,
        TimelineKind.Shedding => P.KindShedding,
        TimelineKind.Person => P.KindPerson,
        TimelineKind.Page => P.KindPage,
        TimelineKind.Issue => P.KindIssue,
        TimelineKind.Unreadable => P.KindUnreadable,
        _ => throw new UnreachableException($"No name for {kind}."),
    };

    private static TimeSpan Later(DateTimeOffset at, DateTimeOffset from) => at > from ? at - from : TimeSpan.Zero;

    private static string Whole(int number) => Wording.Number(number);

    // Reasons carry whole lists at times; the journal has them in full.
    private static string Short(string text, int most = WordsMax)
    {
        var line = text.ReplaceLineEndings(" ");
        var info = new StringInfo(line);
        return info.LengthInTextElements <= most ? line : info.SubstringByTextElements(0, most - 1) + "…";
    }
}
