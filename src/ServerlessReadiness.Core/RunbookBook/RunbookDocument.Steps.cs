using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Review;
using P = ServerlessReadiness.Core.RunbookBook.RunbookPhrase;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>The readiness checklist, and the steps to perform.</summary>
public sealed partial class RunbookDocument
{
    private void Checklist()
    {
        Heading(P.SectionChecklist);
        Heading(P.Prewarm, 3);
        if (_plan.Stages.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoStages)));
        }
        else
        {
            Table(
                [new(Say(P.Stage)), new(Say(P.At)), new(Say(P.GivenUpAt)), new(Say(P.Raises))],
                _plan.Stages.Select(s => (IEnumerable<Line>)
                [
                    Number(s.Number),
                    Wording.DateTime(s.At),
                    Wording.DateTime(s.ProceedAnywayAt),
                    string.Join(", ", s.Goals.Select(Goal)),
                ]));
        }

        Heading(P.Preparation, 3);
        Add(new Block.Ticks(EquatableList.From(Ticks())));
        Review();
    }

    private string Goal(Plans.Capacity.StageGoal goal) =>
        _plan.FindComponent(goal.Component) is { Settings.Count: > 0 } set
            ? $"{goal.Component} ({string.Join(", ", set.Settings)})"
            : $"{goal.Component} {Number(goal.Floor)}";

    /// <summary>What the records already answer is ticked; the rest is for people.</summary>
    private IEnumerable<Tick> Ticks()
    {
        var items = ItemsOf(ReviewItem.All);
        var tried = _facts.Contingencies.Count > 0
            && _facts.Contingencies.All(c => c is { Doubt: null, Record.Last.Holds: true });
        yield return new Tick(_facts.Head is not null, Say(P.TickApplied));
        yield return new Tick(tried, Say(P.TickTried));
        yield return new Tick(
            _plan.Metrics.Count > 0 && _plan.Metrics.All(m => m.Baseline is not null || _facts.Baseline is not null),
            Say(P.TickBaseline));
        yield return new Tick(
            items.All(i => i.Answer is ReviewAnswer.Yes or ReviewAnswer.NotApplicable),
            Say(P.TickReview));
        yield return new Tick(_plan.Contacts.Count > 0, Say(P.TickContacts));
        yield return new Tick(_plan.WarRoom is not { Bridge: null, Link: null }, Say(P.TickWarRoom));
        yield return new Tick(false, Say(P.TickLimits));
        yield return new Tick(false, Say(P.TickAlarms));
        yield return new Tick(false, Say(P.TickLoadBalancer));
    }

    private void Review()
    {
        Heading(P.ArchitectureReview, 3);
        var items = ItemsOf(ReviewItem.Architecture);
        var answered = items.Count(i => i.Answer != ReviewAnswer.CouldNotTell);
        Add(answered == 0
            ? new Block.Notice(Tone.Warning, Say(P.NothingReviewed))
            : new Block.Paragraph(Say(P.Reviewed, Number(answered), Number(items.Count))));
        foreach (var pillar in items.GroupBy(i => i.Item.Pillar))
        {
            Add(new Block.Heading(4, Wording.Say((PillarPhrase)pillar.Key)));
            Table(
                [new(Say(P.Item)), new(Say(P.Asks)), new(Say(P.Answered)), new(Say(P.Evidence))],
                pillar.Select(i => (IEnumerable<Line>)[i.Item.Id, Wording.Say(i.Item.Text), Answer(i), Evidence(i)]));
        }
    }

    private List<ItemStatus> ItemsOf(IEnumerable<ReviewItem> items) =>
        [.. items.Select(i => ItemStatus.Of(i, _facts.Reviews.FirstOrDefault(r => r.Item == i.Id), _facts.At))];

    private Line Answer(ItemStatus status) => status.Answer switch
    {
        ReviewAnswer.Yes => Mark(Tone.Good, P.Yes),
        ReviewAnswer.No => Mark(Tone.Bad, P.No),
        ReviewAnswer.NotApplicable => Mark(Tone.Neutral, P.NotApplicable),
        _ => Mark(Tone.Warning, P.NotReviewed),
    };

    private string Evidence(ItemStatus status) => status switch
    {
        { By: { } by, At: { } at } => Say(P.EvidenceOf, status.Evidence, by, Wording.DateTime(at)),
        { At: { } at } => Say(P.EvidenceSeen, status.Evidence, Wording.DateTime(at)),
        _ => "",
    };

    private void Steps()
    {
        Heading(P.SectionSteps);
        Add(new Block.Paragraph(Say(P.StepsIntro)));
        Add(new Block.Verbatim($"""
            readiness status --event {_plan.Event}
            readiness watch --event {_plan.Event}
            readiness pause --event {_plan.Event} --reason TEXT
            readiness resume --event {_plan.Event} --reason TEXT
            """));
        foreach (var contingency in _plan.Contingencies)
        {
            Add(new Block.Heading(3, Say(P.When, contingency.Scenario)));
            Add(new Block.Paragraph(Say(
                P.ContingencyDoes,
                contingency.Runbook.Value,
                contingency.Component.Value,
                Wording.Duration(contingency.RecoveryTime))));
            Command(contingency.Runbook, contingency.Component);
            if (contingency.Back is { } back)
            {
                Add(new Block.Paragraph(Say(P.GoesBack)));
                Command(back, contingency.Component);
            }
        }

        foreach (var runbook in _plan.Runbooks)
        {
            One(runbook);
        }
    }

    private void One(Runbook runbook)
    {
        Add(new Block.Heading(3, Say(P.RunbookNamed, runbook.Name.Value)));
        var alarms = _plan.Responses.Where(r => r.Runbook == runbook.Name).ToList();
        if (alarms.Count > 0)
        {
            Add(new Block.Paragraph(Say(
                P.StartedBy,
                string.Join(", ", alarms.Select(a => a.Alarm.NamePattern ?? a.Alarm.MetricName ?? a.Name)))));
        }

        Add(new Block.Items(EquatableList.From(runbook.Steps.Select(s => (Line)Step(s))), Numbered: true));
        var component = alarms.Select(a => a.Component).FirstOrDefault(c => c is not null)
            ?? _plan.Contingencies.Where(c => c.Runbook == runbook.Name || c.Back == runbook.Name)
                .Select(c => (ComponentName?)c.Component)
                .FirstOrDefault();
        Command(runbook.Name, component, runbook.Parameters);
    }

    private void Command(
        RunbookName runbook,
        ComponentName? component,
        IEnumerable<RunbookParameter>? parameters = null)
    {
        var set = string.Concat((parameters ?? []).Where(p => p.Default is null).Select(p => $" --set {p.Name}=VALUE"));
        var on = component?.Value ?? "COMPONENT";
        Add(new Block.Verbatim(
            $"readiness run {runbook} --component {on} --event {_plan.Event}{set} --reason TEXT"));
    }

    private string Step(RunbookStep step)
    {
        List<string> parts = [StepWords.Of(step.Do)];
        if (step.On is { } on)
        {
            parts.Add(Say(P.OnComponent, on.Value));
        }

        if (step.When.Count > 0)
        {
            parts.Add(Say(P.OnlyWhen, string.Join(", ", step.When)));
        }

        if (step.Approval is { } approval)
        {
            parts.Add(Say(
                P.NeedsApproval,
                string.Join(", ", approval.Roles),
                Wording.Duration(approval.ExpiresAfter),
                Say(approval.OnExpiry == ApprovalDefault.Approve ? P.SilenceApproves : P.SilenceRejects)));
        }

        if (step.Verify.Count > 0)
        {
            parts.Add(Say(P.DoneWhen, string.Join(", ", step.Verify)));
        }

        parts.Add(Say(P.AtMost, Wording.Duration(step.Timeout)));
        parts.Add(Say(step.OnFailure switch
        {
            OnFailure.Continue => P.ThenContinues,
            OnFailure.Undo => P.ThenUndoes,
            _ => P.ThenStops,
        }));
        return string.Join(" · ", parts);
    }
}
