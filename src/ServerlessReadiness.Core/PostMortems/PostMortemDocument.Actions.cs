using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using P = ServerlessReadiness.Core.PostMortems.PostMortemPhrase;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What is left, and what people do next.</summary>
public sealed partial class PostMortemDocument
{
    /// <summary>Somebody is told of trouble within this time or has to ask why not.</summary>
    private static readonly TimeSpan EffectWithin = TimeSpan.FromMinutes(2);

    private const int ActionsOfAKindMax = 6;

    /// <summary>A forecast that is off by more than this is worth a change.</summary>
    private const decimal OffPercent = 20;

    private const decimal UnusedPercent = 60;

    private void Left()
    {
        Heading(P.Left);
        if (_left.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.LeftNothing)));
            return;
        }

        Table(
            [new(Say(P.Component)), new(Say(P.Kind)), new(Say(P.What))],
            _left.Select(l => (IEnumerable<Line>)[NameOf(l.Component), Say(NameOf(l.Kind)), Short(l.Detail)]));
    }

    private void Actions()
    {
        Heading(P.Actions);
        Add(new Block.Paragraph(Say(P.ActionsIntro)));
        Table(
            [new(Say(P.Action)), new(Say(P.Owner)), new(Say(P.DueDate))],
            Suggestions().Select(s => (IEnumerable<Line>)[s, Say(P.ToFillIn), Say(P.ToFillIn)]));
    }

    private IEnumerable<string> Suggestions()
    {
        foreach (var left in _left.Where(l => l.Kind != LeftoverKind.Kept).Take(ActionsOfAKindMax))
        {
            yield return Say(P.ActionLeft, NameOf(left.Component), Say(NameOf(left.Kind)), Short(left.Detail));
        }

        foreach (var criterion in _criteria.Where(_ => _facts.WasLive))
        {
            if (criterion.Result is null)
            {
                yield return Say(P.ActionNotMeasured, NameOf(criterion.Criterion.Measure));
            }
            else if (!criterion.Result.Held)
            {
                yield return Say(
                    P.ActionCriterion,
                    NameOf(criterion.Criterion.Measure),
                    Amount(criterion.Criterion.Measure, criterion.Result.Value ?? 0));
            }
        }

        foreach (var text in OfIncidents().Concat(OfAutomation()).Concat(OfFigures()))
        {
            yield return text;
        }

        if (_facts.Journal.Count(l => l.Kind == Journal.JournalKind.Unreadable) is var unreadable and > 0)
        {
            yield return Wording.Count(P.ActionUnreadable, unreadable);
        }

        yield return Say(P.ActionLearn, $"readiness learn --event {_plan.Event} --plan NEXT.yaml");
        yield return Say(P.ActionPlain);
    }

    private IEnumerable<string> OfIncidents()
    {
        foreach (var incident in _incidents.Where(i => i.ToRelief is null).Take(ActionsOfAKindMax))
        {
            yield return Say(P.ActionNotRelieved, Whole(incident.Number), NameOf(incident.Component));
        }

        foreach (var incident in _incidents.Where(i => i.FirstEffect is null).Take(ActionsOfAKindMax))
        {
            yield return Say(
                P.ActionNoEffect,
                Whole(incident.Number),
                NameOf(incident.Component),
                incident.ToldAt is null ? Short(Refusal(incident)) : Say(P.OnlyTold));
        }

        foreach (var incident in _incidents.Where(i => i.ToEffect > EffectWithin).Take(ActionsOfAKindMax))
        {
            yield return Say(
                P.ActionSlowEffect,
                Whole(incident.Number),
                NameOf(incident.Component),
                Wording.Duration(incident.ToEffect!.Value));
        }
    }

    /// <summary>Why nothing was done: the last decision that was none to act.</summary>
    private static string Refusal(Incident incident)
    {
        var decisions = incident.Episodes.SelectMany(e => e.Decisions).ToList();
        return (decisions.LastOrDefault(d => !Doings.IsPlain(d.Verdict)) ?? decisions[0]).Reason;
    }

    private IEnumerable<string> OfAutomation()
    {
        foreach (var trouble in _done.Where(d => d.Trouble is not null).Take(ActionsOfAKindMax))
        {
            yield return Say(P.ActionTrouble, trouble.Runbook.Value, trouble.Component.Value, Short(trouble.Trouble!));
        }

        foreach (var declined in _declined.Where(d => d.Count > 1).Take(ActionsOfAKindMax))
        {
            yield return Say(
                P.ActionDeclined,
                declined.Verdict,
                NameOf(declined.Component),
                Whole(declined.Count),
                Short(declined.Reason));
        }

        foreach (var doubted in _facts.Contingencies.Where(c => c.Doubt is not null))
        {
            yield return Say(P.ActionContingency, doubted.Contingency.Name, doubted.Doubt!);
        }
    }

    private IEnumerable<string> OfFigures()
    {
        var off = DemandHours.Of(_facts)
            .Where(h => _facts.WasLive && h is { Offered: not null, Forecast: > 0 }
                && h.Covered >= TimeSpan.FromHours(1))
            .Select(h => (Hour: h, Percent: (h.Offered!.Value - h.Forecast!.Value) * 100m / h.Forecast.Value))
            .Where(h => Math.Abs(h.Percent) > OffPercent)
            .ToList();
        if (off.Count > 0)
        {
            var (hour, percent) = off.MaxBy(h => Math.Abs(h.Percent));
            yield return Say(
                P.ActionForecast,
                Whole(off.Count),
                Wording.DateTime(hour.At),
                (percent > 0 ? "+" : "") + Wording.Percent(Math.Round(percent)));
        }

        foreach (var use in _uses.Where(u => u is { Hours: > 0, UnusedHours: not null }
            && u.UnusedHours * 100 / u.Hours > UnusedPercent))
        {
            yield return Say(
                P.ActionUnused,
                use.Component.Name.Value,
                Wording.Percent(Math.Floor(use.UnusedHours!.Value * 100 / use.Hours)),
                use.UnusedCost is { } cost ? Wording.Money(cost, _plan.Guardrails.Currency) : Say(P.NotMeasured));
        }
    }

    private void Files()
    {
        Heading(P.Appendix);
        Add(new Block.Paragraph(Say(P.AppendixIntro)));
        Add(new Block.Facts(
        [
            new Fact(Appendix.JournalName, Say(P.FileJournal)),
            new Fact(Appendix.IncidentsName, Say(P.FileIncidents)),
            new Fact(Appendix.HoursName, Say(P.FileHours)),
            new Fact(Appendix.DemandName, Say(P.FileDemand)),
            new Fact(Appendix.CapacityName, Say(P.FileCapacity)),
        ]));
    }

    private static P NameOf(LeftoverKind kind) => kind switch
    {
        LeftoverKind.NotRestored => P.LeftNotRestored,
        LeftoverKind.Kept => P.LeftKept,
        LeftoverKind.Shed => P.LeftShed,
        LeftoverKind.Armed => P.LeftArmed,
        LeftoverKind.Unconfirmed => P.LeftUnconfirmed,
        LeftoverKind.OpenIssue => P.LeftOpenIssue,
        LeftoverKind.OpenRun => P.LeftOpenRun,
        _ => throw new UnreachableException($"No name for {kind}."),
    };
}
