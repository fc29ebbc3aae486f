using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using P = ServerlessReadiness.Core.PostMortems.PostMortemPhrase;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>
/// Composes an event's post-mortem. What deciders and people wrote is quoted as it was recorded; everything around it
/// is in the document's language. What was not measured is said to be so.
/// </summary>
public sealed partial class PostMortemDocument : DocumentDraft<P>
{
    private readonly EventFacts _facts;
    private readonly CompiledPlan _plan;
    private readonly IReadOnlyList<Incident> _incidents;
    private readonly IReadOnlyList<CriterionVerdict> _criteria;
    private readonly IReadOnlyList<CapacityUse> _uses;
    private readonly IReadOnlyList<Leftover> _left;
    private readonly IReadOnlyList<DeclinedGroup> _declined;
    private readonly IReadOnlyList<DoneGroup> _done;

    private PostMortemDocument(EventFacts facts, Wording wording)
        : base(wording)
    {
        (_facts, _plan) = (facts, facts.Plan);
        _incidents = Incidents.Of(facts);
        _criteria = CriteriaVerdicts.Of(facts, _incidents);
        _uses = CapacityUses.Of(facts);
        _left = Leftovers.Of(facts);
        _declined = Doings.Declined(facts);
        _done = Doings.Done(facts);
    }

    public static Document Compose(EventFacts facts, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(wording);
        return new PostMortemDocument(facts, wording).Compose();
    }

    private Document Compose()
    {
        Head();
        Summary();
        if (_facts.WasLive)
        {
            Criteria();
        }

        Timeline();
        IncidentList();
        Automation();
        if (_facts.WasLive)
        {
            Demand();
        }

        Contingencies();
        if (_facts.WasLive || _uses.Count > 0)
        {
            Capacity();
        }

        Left();
        Actions();
        Files();
        return Finish(Say(P.Title, _plan.Name));
    }

    private void Head()
    {
        Add(new Block.Facts(
        [
            new Fact(Say(P.Event), Line.Of(new Span.Plain(_plan.Name + " "), new Span.Code(_plan.Event.Value))),
            new Fact(Say(P.Plan), Say(P.PlanVersion, Wording.Number(_facts.Head.PlanVersion))),
            new Fact(Say(P.LiveTime), Wording.Span(_plan.Schedule.Live, _plan.Schedule.Cooldown)),
            new Fact(Say(P.State), Wording.Sentence(PhaseWords.Of(_facts.Head.Phase, Wording))),
            new Fact(Say(P.WrittenAt), Wording.Instant(_facts.ReadAt)),
        ]));
        if (_facts.Measured.IsRehearsed)
        {
            Add(new Block.Notice(Tone.Neutral, Say(P.Rehearsed)));
        }

        if (_facts.Head.Cancelling is { } reason)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.WasCancelled, reason)));
        }

        if (!_facts.WasLive)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.NeverLivePhase, PhaseWords.Of(_facts.Head.Phase, Wording))));
            Add(new Block.Paragraph(Say(P.NeverLive)));
        }
        else if (_facts.Head.Phase is not (Phase.Closed or Phase.Cancelled))
        {
            Add(new Block.Notice(Tone.Warning, Say(P.NotOver)));
        }
    }

    private void Summary()
    {
        Heading(P.Summary);
        List<Line> lines = [];
        if (_facts.WasLive)
        {
            lines.AddRange(SummaryOfDemand());
        }

        lines.Add(_incidents.Count == 0
            ? Say(P.SummaryNoIncident)
            : Wording.Count(P.SummaryIncidents, _incidents.Count));
        if (_incidents.Where(i => i.ToRelief is not null).MaxBy(i => i.ToRelief) is { } longest)
        {
            lines.Add(Say(
                P.SummaryLongest,
                NameOf(longest.Component),
                string.Join(", ", longest.Alarms),
                Wording.Duration(longest.ToRelief!.Value)));
        }

        lines.Add(Say(
            P.SummaryDone,
            Wording.Number(_facts.Runs.Count),
            Wording.Number(_facts.Journal.Count(l => Incidents.IsDone(l) && !Incidents.IsTelling(l)))));
        lines.Add(Wording.Count(P.SummaryDeclined, _declined.Sum(d => d.Count)));
        lines.Add(Wording.Count(
            P.SummaryPages,
            _facts.Journal.Count(l => Incidents.IsDone(l) && Incidents.IsTelling(l))));
        lines.Add(CriteriaVerdicts.SpendOf(_facts) is { } spend
            ? Say(P.SummaryCost, Wording.Money(spend, _plan.Guardrails.Currency))
            : Say(P.SummaryCostUnknown));
        if (_facts.Reports.Count > 0)
        {
            lines.Add(Wording.Count(P.SummaryReports, _facts.Reports.Count));
        }

        lines.Add(_left.Count == 0 ? Say(P.SummaryNothingLeft) : Wording.Count(P.SummaryLeft, _left.Count));
        Add(new Block.Items(EquatableList.From(lines)));
    }

    private IEnumerable<Line> SummaryOfDemand()
    {
        var measured = _criteria.Where(c => c.Result is not null).ToList();
        var held = measured.Count(c => c.Result!.Held);
        var tone = measured.Count == 0 ? Tone.Warning : held == _criteria.Count ? Tone.Good : Tone.Bad;
        yield return Line.Of(new Span.Mark(
            tone,
            Say(P.SummaryCriteria, Wording.Number(held), Wording.Number(_criteria.Count))));
        if (measured.Count < _criteria.Count)
        {
            yield return Wording.Count(P.SummaryNotMeasured, _criteria.Count - measured.Count);
        }

        var total = DemandHours.Total(_facts.Measured, _plan.Schedule.Live, _plan.Schedule.Cooldown);
        yield return total is { Offered: > 0, Served: { } served }
            ? Say(
                P.SummaryRequests,
                Wording.Short(total.Offered.Value),
                Wording.Short(served),
                Wording.Percent(RoundedDown(served * 100m / total.Offered.Value), 3))
            : Say(P.SummaryRequestsUnknown);
        if (DemandHours.Peak(_facts.Measured, _plan.Schedule.Live, _plan.Schedule.Cooldown) is { } peak)
        {
            yield return Say(P.SummaryPeak, Wording.Short(Math.Round(peak.Rate)), Wording.DateTime(peak.At));
        }
    }

    private void Criteria()
    {
        Heading(P.Criteria);
        if (_plan.Criteria.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.CriteriaAssumed)));
        }

        Table(
            [new Column(Say(P.Criterion)), NumberColumn(P.Measured), NumberColumn(P.Limit), new Column(Say(P.Verdict))],
            _criteria.Select(c => (IEnumerable<Line>)
            [
                NameOf(c.Criterion.Measure),
                c.Result?.Value is { } value ? Amount(c.Criterion.Measure, value) : Say(P.NotMeasured),
                Say(
                    c.Criterion.Measure == CriterionMeasure.ServedPercent ? P.AtLeast : P.AtMost,
                    Amount(c.Criterion.Measure, c.Criterion.Limit)),
                c.Result switch
                {
                    null => Mark(Tone.Warning, P.NotMeasured),
                    { Held: true } => Mark(Tone.Good, P.Held),
                    _ => Mark(Tone.Bad, P.NotHeld),
                },
            ]));
        if (_facts.Measured.Strains is null
            && _criteria.Any(c => c.Criterion.Measure == CriterionMeasure.ReliefMinutes))
        {
            Add(new Block.Paragraph(Say(P.ReliefFromAlarms)));
        }
    }

    private string Amount(CriterionMeasure measure, decimal value) => measure switch
    {
        CriterionMeasure.ReliefMinutes => Wording.Duration(TimeSpan.FromSeconds((double)Math.Round(value * 60))),
        CriterionMeasure.ExtraSpend => Wording.Money(value, _plan.Guardrails.Currency),
        _ => Wording.Percent(value, value == decimal.Truncate(value) ? 0 : Math.Min(3, (int)value.Scale)),
    };

    private string NameOf(CriterionMeasure measure) => Say(measure switch
    {
        CriterionMeasure.ServedPercent => P.ServedShare,
        CriterionMeasure.FailedPercent => P.FailedShare,
        CriterionMeasure.ShedPercent => P.ShedShare,
        CriterionMeasure.ReliefMinutes => P.LongestRelief,
        CriterionMeasure.ExtraSpend => P.ExtraSpend,
        _ => throw new UnreachableException($"No name for {measure}."),
    });

    private string NameOf(ComponentName? component) => component?.Value ?? Say(P.WholeEvent);

    private Line Mark(Tone tone, P phrase) => Line.Of(new Span.Mark(tone, Say(phrase)));

    // 99.9996 % must not read as 100 %.
    private static decimal RoundedDown(decimal percent) => Math.Floor(percent * 1000) / 1000;
}
