using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review.Graph;
using P = ServerlessReadiness.Core.RunbookBook.RunbookPhrase;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>
/// Composes the runbook that the whitepaper asks for: the event, the AWS services, the architecture review, the
/// operations review and the readiness checklist, and behind them the steps to perform, each with its command. What
/// nobody has reviewed or tried says so.
/// </summary>
public sealed partial class RunbookDocument : DocumentDraft<P>
{
    private readonly RunbookFacts _facts;
    private readonly CompiledPlan _plan;
    private readonly IReadOnlyDictionary<ComponentName, decimal> _peaks;
    private readonly DependencyGraph _graph;

    private RunbookDocument(RunbookFacts facts, Wording wording)
        : base(wording)
    {
        (_facts, _plan) = (facts, facts.Plan);
        _peaks = ExpectedLoad.Peaks(facts.Plan);
        _graph = DependencyGraph.Of(facts.Plan);
    }

    public static Document Compose(RunbookFacts facts, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(wording);
        return new RunbookDocument(facts, wording).Compose();
    }

    private Document Compose()
    {
        Add(new Block.Paragraph(_facts.Head is { } head
            ? Say(P.OfEvent, Wording.Number(head.PlanVersion), Wording.Instant(_facts.At))
            : Say(P.OfFile, Wording.Instant(_facts.At))));
        EventDetails();
        Services();
        Architecture();
        Operations();
        Checklist();
        Steps();
        return Finish(Say(P.Title, _plan.Name));
    }

    private void EventDetails()
    {
        Heading(P.SectionEvent);
        var expectation = _plan.Expectation;
        List<Fact> facts =
        [
            new(Say(P.Event), Line.Of(new Span.Plain(_plan.Name + " "), new Span.Code(_plan.Event.Value))),
            new(Say(P.TimeZone), _plan.TimeZone),
            new(Say(P.Peak), Say(P.TimesNormal, Number(expectation.Peak))),
        ];
        AddKnown(facts, P.Geography, expectation.Geography);
        AddKnown(facts, P.Workload, expectation.Workload);
        AddKnown(facts, P.Bridge, _plan.WarRoom.Bridge);
        facts.Add(new Fact(Say(P.WarRoomLink), _plan.WarRoom.Link is { } link
            ? Line.Of(new Span.Link(link, link))
            : Say(P.NotStated)));
        Add(new Block.Facts(EquatableList.From(facts)));
        if (_plan.WarRoom is { Bridge: null, Link: null })
        {
            Add(new Block.Notice(Tone.Warning, Say(P.NoWarRoom)));
        }

        Schedule();
        Success();
        Contacts();
    }

    private void Schedule()
    {
        Heading(P.Schedule, 3);
        var schedule = _plan.Schedule;
        Table(
            [new(Say(P.Phase)), new(Say(P.From)), new(Say(P.What))],
            [
                [Wording.Sentence(PhaseWords.Of(Phase.Prewarm, Wording)), Wording.Instant(schedule.Prewarm), Say(P.PrewarmDoes)],
                [Wording.Sentence(PhaseWords.Of(Phase.Live, Wording)), Wording.Instant(schedule.Live), Say(P.LiveDoes)],
                [Wording.Sentence(PhaseWords.Of(Phase.Cooldown, Wording)), Wording.Instant(schedule.Cooldown), Say(P.CooldownDoes)],
                [Wording.Sentence(PhaseWords.Of(Phase.Closed, Wording)), Wording.Instant(schedule.Closed), Say(P.ClosedDoes)],
                .. _plan.Freezes.OrderBy(f => f.From).Select(f => (IEnumerable<Line>)
                [
                    Say(P.Freeze, f.Name),
                    Wording.Span(f.From, f.Until),
                    f.AllowsCapacityUp ? Say(P.FreezeUp) : Say(P.FreezeAll),
                ]),
            ]);
    }

    private void Success()
    {
        Heading(P.SuccessCriteria, 3);
        if (_plan.Criteria.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoCriteria)));
            return;
        }

        Add(new Block.Items(EquatableList.From(_plan.Criteria.Select(c => (Line)Said(c)))));
    }

    private string Said(SuccessCriterion criterion) => criterion.Measure switch
    {
        CriterionMeasure.ServedPercent => Say(P.CriterionServed, Wording.Percent(criterion.Limit, 1)),
        CriterionMeasure.FailedPercent => Say(P.CriterionFailed, Wording.Percent(criterion.Limit, 1)),
        CriterionMeasure.ShedPercent => Say(P.CriterionShed, Wording.Percent(criterion.Limit, 1)),
        CriterionMeasure.ReliefMinutes =>
            Say(P.CriterionRelief, Wording.Duration(TimeSpan.FromMinutes((double)criterion.Limit))),
        CriterionMeasure.ExtraSpend =>
            Say(P.CriterionSpend, Wording.Money(criterion.Limit, _plan.Guardrails.Currency)),
        _ => throw new UnreachableException($"No words for {criterion.Measure}."),
    };

    private void Contacts()
    {
        Heading(P.Contacts, 3);
        if (_plan.Contacts.Count == 0)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.NoContacts)));
        }
        else
        {
            Table(
                [new(Say(P.Name)), new(Say(P.Role)), new(Say(P.Address)), new(Say(P.WhenTold))],
                _plan.Contacts.Select(c => (IEnumerable<Line>)
                [
                    c.Name,
                    c.Role,
                    Line.Of(new Span.Link(c.Address, $"mailto:{c.Address}")),
                    c.Phases.Count == 0 ? Say(P.Always) : Wording.List([.. c.Phases.Select(p => PhaseWords.Of(p, Wording))]),
                ]));
        }

        if (_plan.Roles.Count > 0)
        {
            Add(new Block.Paragraph(Say(P.RolesIntro)));
            Table(
                [new(Say(P.Role)), new(Say(P.Members))],
                _plan.Roles.Select(r => (IEnumerable<Line>)[r.Name, string.Join(", ", r.Members)]));
        }
    }

    private void Services()
    {
        Heading(P.SectionServices);
        Table(
            [new(Say(P.Service)), new(Say(P.UsedFor)), new(Say(P.Region)), new(Say(P.Account)), NumberColumn(P.PeakLoad)],
            _plan.Components
                .GroupBy(c => (Service: AwsService.Of(c.Resource), c.Resource.Region, c.Resource.Account))
                .OrderBy(g => g.Key.Service, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Region, StringComparer.Ordinal)
                .Select(g => (IEnumerable<Line>)
                [
                    g.Key.Service,
                    string.Join(", ", g.Select(c => $"{c.Name} ({c.Resource.Label})")),
                    g.Key.Region,
                    g.Key.Account,
                    Load(g.Sum(c => _peaks.GetValueOrDefault(c.Name))),
                ]));
        Add(new Block.Paragraph(Say(P.OwnServices)));
    }

    private string Load(decimal rate) => rate > 0 ? Wording.Short(Math.Round(rate)) : Say(P.NotStated);

    private void AddKnown(List<Fact> facts, P name, string? value) =>
        facts.Add(new Fact(Say(name), value ?? Say(P.NotStated)));

    private static string Number(decimal number) =>
        Wording.Number(number, number == decimal.Truncate(number) ? 0 : 1);
}
