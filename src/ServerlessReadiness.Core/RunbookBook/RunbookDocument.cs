using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using P = ServerlessReadiness.Core.RunbookBook.RunbookPhrase;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>
/// Composes the runbook that the whitepaper asks for: the event, the AWS services, the architecture review, the
/// operations review and the readiness checklist, and behind them the steps to perform, each with its command. What
/// nobody has reviewed or tried says so.
/// </summary>
public sealed partial class RunbookDocument
{
    private readonly RunbookFacts _facts;
    private readonly Wording _wording;
    private readonly CompiledPlan _plan;
    private readonly IReadOnlyDictionary<ComponentName, decimal> _peaks;
    private readonly List<Block> _blocks = [];

    private RunbookDocument(RunbookFacts facts, Wording wording)
    {
        (_facts, _wording, _plan) = (facts, wording, facts.Plan);
        _peaks = ExpectedLoad.Peaks(facts.Plan);
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
            ? Say(P.OfEvent, Wording.Number(head.PlanVersion), _wording.Instant(_facts.At))
            : Say(P.OfFile, _wording.Instant(_facts.At))));
        EventDetails();
        Services();
        Architecture();
        Operations();
        Checklist();
        Steps();
        return new Document(_wording.Language, Say(P.Title, _plan.Name), EquatableList.From(_blocks));
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
                [Say(P.PhasePrewarm), _wording.Instant(schedule.Prewarm), Say(P.PrewarmDoes)],
                [Say(P.PhaseLive), _wording.Instant(schedule.Live), Say(P.LiveDoes)],
                [Say(P.PhaseCooldown), _wording.Instant(schedule.Cooldown), Say(P.CooldownDoes)],
                [Say(P.PhaseClosed), _wording.Instant(schedule.Closed), Say(P.ClosedDoes)],
                .. _plan.Freezes.OrderBy(f => f.From).Select(f => (IEnumerable<Line>)
                [
                    Say(P.Freeze, f.Name),
                    _wording.Span(f.From, f.Until),
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
        CriterionMeasure.ServedPercent => Say(P.CriterionServed, _wording.Percent(criterion.Limit, 1)),
        CriterionMeasure.FailedPercent => Say(P.CriterionFailed, _wording.Percent(criterion.Limit, 1)),
        CriterionMeasure.ShedPercent => Say(P.CriterionShed, _wording.Percent(criterion.Limit, 1)),
        CriterionMeasure.ReliefMinutes =>
            Say(P.CriterionRelief, _wording.Duration(TimeSpan.FromMinutes((double)criterion.Limit))),
        CriterionMeasure.ExtraSpend =>
            Say(P.CriterionSpend, _wording.Money(criterion.Limit, _plan.Guardrails.Currency)),
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
                    c.Phases.Count == 0 ? Say(P.Always) : _wording.List([.. c.Phases.Select(NameOf)]),
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
            [new(Say(P.Service)), new(Say(P.UsedFor)), new(Say(P.Region)), new(Say(P.Account)), Right(P.PeakLoad)],
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

    private string Load(decimal rate) => rate > 0 ? _wording.Short(Math.Round(rate)) : Say(P.NotStated);

    private string NameOf(Phase phase) => Say(phase switch
    {
        Phase.Prewarm => P.PhasePrewarm,
        Phase.Live => P.PhaseLive,
        Phase.Cooldown => P.PhaseCooldown,
        Phase.Closed => P.PhaseClosed,
        _ => P.PhaseScheduled,
    });

    private void AddKnown(List<Fact> facts, P name, string? value) =>
        facts.Add(new Fact(Say(name), value ?? Say(P.NotStated)));

    private string Say(P phrase, params ReadOnlySpan<string> parts) => _wording.Say(phrase, parts);

    private void Add(Block block) => _blocks.Add(block);

    private void Heading(P phrase, int level = 2) => Add(new Block.Heading(level, Say(phrase)));

    private void Table(IEnumerable<Column> columns, IEnumerable<IEnumerable<Line>> rows) => Add(new Block.Table(
        EquatableList.From(columns),
        EquatableList.From(rows.Select(EquatableList.From))));

    private Column Right(P phrase) => new(Say(phrase), IsNumber: true);

    private static string Number(decimal number) =>
        Wording.Number(number, number == decimal.Truncate(number) ? 0 : 1);
}
