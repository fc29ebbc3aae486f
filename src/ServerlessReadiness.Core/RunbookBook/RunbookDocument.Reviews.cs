using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Review.Graph;
using P = ServerlessReadiness.Core.RunbookBook.RunbookPhrase;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>The architecture review and the operations review.</summary>
public sealed partial class RunbookDocument
{
    private void Architecture()
    {
        Heading(P.SectionArchitecture);
        Heading(P.Capacity, 3);
        Table(
            [
                new(Say(P.Component)), NumberColumn(P.Normal), NumberColumn(P.Factor), NumberColumn(P.Floor), NumberColumn(P.Ceiling),
                NumberColumn(P.PeakLoad), NumberColumn(P.FloorCarries), NumberColumn(P.CeilingCarries), new(Say(P.Calls)),
            ],
            _plan.Components.Select(c => (IEnumerable<Line>)
            [
                c.Name.Value,
                c.Model is { } model ? Number(model.NormalUnits) : Say(P.NoBounds),
                c.Model is null ? Say(P.NoBounds) : $"{Number(c.Factor)}×",
                c.Model is null ? Say(P.NoBounds) : Number(c.Floor),
                HasBounds(c) ? Number(c.Ceiling) : Say(P.NoBounds),
                Load(_peaks.GetValueOrDefault(c.Name)),
                Carries(c, c.Floor),
                HasBounds(c) ? Carries(c, c.Ceiling) : Say(P.NoBounds),
                string.Join(", ", c.DependsOn.Select(d => $"{d.Component} ×{Number(d.Factor)}")),
            ]));
        Add(new Block.Drawing(GraphDrawing.Svg(_graph), Say(P.GraphShows)));
        Risks(P.StressPoints, P.NoStressPoint, StressPoints());
        Risks(P.SinglePoints, P.NoSinglePoint, SinglePoints());
        Heading(P.Resilience, 3);
        Tried();
    }

    private void Risks(P heading, P none, IEnumerable<string> found)
    {
        Heading(heading, 3);
        var lines = found.Select(f => (Line)f).ToList();
        Add(lines.Count == 0 ? new Block.Paragraph(Say(none)) : new Block.Items(EquatableList.From(lines)));
    }

    /// <summary>Where expected load meets what a component carries.</summary>
    private IEnumerable<string> StressPoints() =>
        from node in _graph.Nodes
        from risk in node.Risks
        let name = node.Component.Name.Value
        let words = risk switch
        {
            GraphRisk.UnknownLoad => Say(P.StressUnknown, name),
            GraphRisk.OverCeiling => Say(P.StressOverTop, name, Rate(node.Peak), Rate(node.CeilingCarries)),
            GraphRisk.OverFloor => Say(
                P.StressOverFloor,
                name,
                Rate(node.Peak),
                Rate(node.FloorCarries),
                Wording.Duration(node.Component.Model!.BootTime)),
            _ => null,
        }
        where words is not null
        select words;

    private string Rate(decimal? rate) => Wording.Short(Math.Round(rate ?? 0));

    private IEnumerable<string> SinglePoints()
    {
        foreach (var node in _graph.Nodes)
        {
            foreach (var risk in node.Risks)
            {
                var name = node.Component.Name.Value;
                var words = risk switch
                {
                    GraphRisk.SingleInstance => Say(P.SingleInstance, name),
                    GraphRisk.SingleDatabase => Say(P.SingleDatabase, name, node.Component.Resource.Label),
                    GraphRisk.SingleZone => Say(P.SingleZone, name),
                    GraphRisk.NoContingency => Say(P.SingleWithoutPlan, name),
                    _ => null,
                };
                if (words is not null)
                {
                    yield return words;
                }
            }
        }

        var regions = _plan.Components.Select(c => c.Resource.Region).Distinct(StringComparer.Ordinal).ToList();
        if (regions is [var only])
        {
            yield return Say(P.SingleRegion, only);
        }
    }

    /// <summary>What was rehearsed or drilled, when, and how it went; stale when the plan has changed since.</summary>
    private void Tried()
    {
        if (_facts.Contingencies.Count == 0)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.NoContingency)));
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
                c.Record?.Last?.Measured is { } took ? Wording.Duration(took) : Say(P.NotMeasured),
                c.Record?.Last is { } last
                    ? Say(
                        last.Kind == DrillKind.Drill ? P.InDrill : P.InRehearsal,
                        Wording.DateTime(last.At),
                        last.By,
                        Number(last.PlanVersion))
                    : Say(P.NeverTried),
                c.Record?.Last switch
                {
                    null => Mark(Tone.Warning, P.NotTried),
                    { Holds: true } when c.Doubt is null => Mark(Tone.Good, P.Holds),
                    { Holds: true } => Mark(Tone.Warning, P.Stale),
                    _ => Mark(Tone.Bad, P.Fails),
                },
            ]));
        foreach (var record in _facts.Contingencies.Where(c => c.Doubt is not null))
        {
            Add(new Block.Quote($"{record.Contingency.Name}: {record.Doubt}"));
        }

        Add(new Block.Paragraph(Say(P.HowToTry)));
        Add(new Block.Verbatim(
            $"readiness rehearse PLAN.yaml --record\nreadiness drill NAME --event {_plan.Event} --reason TEXT"));
    }

    private void Operations()
    {
        Heading(P.SectionOperations);
        Heading(P.Monitoring, 3);
        if (_plan.Metrics.Count == 0)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.NoMetrics)));
        }
        else
        {
            Table(
                [new(Say(P.Metric)), new(Say(P.Component)), new(Say(P.Source)), new(Say(P.NormalRange))],
                _plan.Metrics.Select(m => (IEnumerable<Line>)
                [
                    m.Name,
                    m.Component?.Value ?? Say(P.WholeEvent),
                    $"{m.Namespace} {m.MetricName}, {m.Statistic}",
                    Range(m),
                ]));
        }

        Heading(P.Alarms, 3);
        Table(
            [new(Say(P.Alarm)), new(Say(P.Component)), new(Say(P.Answer))],
            _plan.Responses.Select(r => (IEnumerable<Line>)
            [
                r.Alarm.NamePattern ?? $"{r.Alarm.MetricNamespace} {r.Alarm.MetricName}",
                r.Component?.Value ?? Say(P.ByDimensions),
                r.Runbook is { } runbook ? Say(P.Runs, runbook.Value) : Say(RoleOf(r.Role)),
            ]));
        Add(new Block.Paragraph(Say(P.AlarmLimit, Wording.Duration(_plan.AlarmLimit))));
        Ladders();
        BackToNormal();
    }

    private string Range(PlanMetric metric) =>
        metric.Baseline is { } stated ? Say(P.RangeStated, stated.ToString())
        : _facts.Baseline?.Ranges.FirstOrDefault(r => r.Metric == metric.Name)?.Range is { } captured
            ? Say(P.RangeCaptured, captured.ToString())
            : Say(P.RangeOpen);

    private void Ladders()
    {
        Heading(P.Shedding, 3);
        if (_plan.Ladders.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoLadder)));
        }

        foreach (var ladder in _plan.Ladders)
        {
            Add(new Block.Paragraph(Say(
                P.LadderOf,
                ladder.Component.Value,
                Wording.Duration(ladder.SoakUp),
                Wording.Percent(ladder.FitsPercent),
                Wording.Duration(ladder.SoakDown))));
            Add(new Block.Items(
                EquatableList.From(ladder.Levels.Select(l =>
                    (Line)$"{l.Name}: {string.Join("; ", l.Steps.Select(Step))}")),
                Numbered: true));
        }
    }

    private void BackToNormal()
    {
        Heading(P.BackToNormal, 3);
        var back = _plan.ReturnToNormal;
        Add(new Block.Paragraph(Say(
            P.BackHow,
            Wording.Duration(back.InRangeFor),
            Wording.Percent(back.StepPercent),
            Wording.Duration(back.StepEvery))));
        if (_plan.Guardrails.LatestCooldown < DateTimeOffset.MaxValue.AddDays(-1))
        {
            Add(new Block.Paragraph(Say(P.BackLatest, Wording.Instant(_plan.Guardrails.LatestCooldown))));
        }

        if (_plan.Guardrails.ExtraSpendMax is { } most)
        {
            Add(new Block.Paragraph(Say(P.SpendMost, Wording.Money(most, _plan.Guardrails.Currency))));
        }

        if (back.Operational.Count > 0)
        {
            Add(new Block.Paragraph(Say(P.BackPeople)));
            Add(new Block.Ticks(EquatableList.From(back.Operational.Select(o => new Tick(false, o)))));
        }

        Add(new Block.Verbatim($"""
            readiness restore traffic --event {_plan.Event} --reason TEXT
            readiness restore all --event {_plan.Event} --reason TEXT
            readiness return confirm ITEM --event {_plan.Event}
            """));
    }

    private Line Mark(Tone tone, P phrase) => Line.Of(new Span.Mark(tone, Say(phrase)));

    private string Carries(Component component, int units) => component.Model is { } model
        ? Wording.Short((decimal)units * model.RequestsPerSecondPerUnit)
        : Say(P.NotStated);

    private static bool HasBounds(Component component) =>
        component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget;

    private static P RoleOf(Alarms.AlarmRole role) =>
        role == Core.Alarms.AlarmRole.StopCondition ? P.StopsShifts : P.TellsHealth;
}
