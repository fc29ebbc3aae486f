using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Cli.Rehearsal.Page;
using ServerlessReadiness.Cli.Rehearsal.Report;
using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>What came of a rehearsal, for people at a terminal; the whole of it is in the report.</summary>
internal sealed class RehearsalView
{
    private const int HourRowsMax = 12;
    private const int DecisionsMax = 12;
    private const int AlarmsMax = 8;
    private const int PressuresMax = 5;
    private const int ViolationsMax = 10;
    private const int ReasonLengthMax = 110;

    private readonly Screen _screen;
    private readonly RehearsedPair _pair;
    private readonly ReportDocument _document;
    private readonly PlanClocks _zone;

    private RehearsalView(Screen screen, RehearsedPair pair, ReportDocument document)
    {
        (_screen, _pair, _document) = (screen, pair, document);
        _zone = new PlanClocks(pair.Plan);
    }

    public static void Show(
        Screen screen,
        RehearsedPair pair,
        ReportDocument document,
        ReportFiles files,
        TimeSpan took)
    {
        var view = new RehearsalView(screen, pair, document);
        view.Head(took);
        view.Sides();
        view.Hours();
        view.Pressures();
        view.Alarms();
        view.Decisions();
        view.Contingencies();
        view.Seeds();
        view.Verdict();
        screen.Line($"Report: {files.Html}");
        screen.Line($"        {files.Json}, {files.Timeline}");
        screen.Line($"Again:  {document.Repeat}");
    }

    private void Head(TimeSpan took)
    {
        var span = _document.Until - _document.From;
        _screen.Line($"Rehearsal of {_pair.Plan.Name} ({_document.Event}), seed {_document.Seed}, "
            + $"{_document.Weather} weather: {span.TotalHours:0} hours from "
            + $"{When(_document.From):ddd yyyy-MM-dd HH:mm} {_zone.Abbreviation(_document.From)}, "
            + $"played twice in {took.TotalSeconds:0.0} s");
        if (_document.WhatIf.Length > 0)
        {
            _screen.Line($"What if: {_document.WhatIf}");
        }

        foreach (var fault in _document.Faults)
        {
            _screen.Line($"Fault: {fault}");
        }

        _screen.Line();
    }

    private void Sides() => _screen.Table(
        "With and without automation",
        ["", "With", "Without"],
        ComparisonRows.Of(_pair.Plan).Select(r => (IReadOnlyList<string>)
            [r.What, r.Value(_document.WithAutomation), r.Value(_document.WithoutAutomation)]),
        numbersFrom: 1);

    // Merged to a dozen rows at most; the report has every hour.
    private void Hours()
    {
        var (with, without) = (_document.WithAutomation.Hours, _document.WithoutAutomation.Hours);
        var merged = Math.Max(1, (with.Count + HourRowsMax - 1) / HourRowsMax);
        _screen.Table(
            merged == 1 ? "Hour by hour" : $"Capacity and cost, {merged} hours a row",
            ["From", "Offered", "Failed", "without", "Unit-hours", "without", "Cost", "without"],
            Enumerable.Range(0, (with.Count + merged - 1) / merged).Select(i =>
            {
                var a = with.Skip(i * merged).Take(merged).ToList();
                var b = without.Skip(i * merged).Take(merged).ToList();
                return (IReadOnlyList<string>)
                [
                    $"{When(a[0].At):ddd HH:mm}",
                    Say.Count(a.Sum(h => h.Requests.Offered)),
                    Say.Count(a.Sum(h => h.Requests.Failed)),
                    Say.Count(b.Sum(h => h.Requests.Failed)),
                    $"{a.Sum(h => h.UnitHours):N1}",
                    $"{b.Sum(h => h.UnitHours):N1}",
                    CostOf(a),
                    CostOf(b),
                ];
            }),
            numbersFrom: 1);
    }

    private string CostOf(IReadOnlyList<Hour> hours) => Say.Money(
        hours.Any(h => h.Cost is not null) ? hours.Sum(h => h.Cost ?? 0) : null,
        _document.Currency);

    private void Pressures()
    {
        var rows = Rows(_document.WithAutomation, "with").Concat(Rows(_document.WithoutAutomation, "without")).ToList();
        if (rows.Count > 0)
        {
            _screen.Table(
                "From pressure to relief, the worst",
                ["World", "Component", "From", "Relief after", "Requests failed"],
                rows);
        }

        IEnumerable<IReadOnlyList<string>> Rows(ReportDocument.World world, string name) => world.Pressures
            .OrderByDescending(p => p.Failed)
            .Take(PressuresMax)
            .Select(p => (IReadOnlyList<string>)
            [
                name,
                p.Component.Value,
                $"{When(p.From):ddd HH:mm}",
                p.RelievedAt is { } at ? Say.Length(at - p.From) : "never",
                Say.Count(p.Failed),
            ]);
    }

    private void Alarms()
    {
        var names = _document.WithAutomation.Alarms.Concat(_document.WithoutAutomation.Alarms)
            .GroupBy(a => a.Alarm)
            .OrderByDescending(g => g.Count())
            .Take(AlarmsMax);
        _screen.Table(
            "Alarms",
            ["Alarm", "Fired", "for", "Fired without", "for"],
            names.Select(g =>
            {
                var with = AlarmTotals.Of(_document.WithAutomation.Alarms, g.Key, _document.Until);
                var without = AlarmTotals.Of(_document.WithoutAutomation.Alarms, g.Key, _document.Until);
                return (IReadOnlyList<string>)
                [
                    g.Key,
                    $"{with.Times}",
                    Say.Length(with.Length),
                    $"{without.Times}",
                    Say.Length(without.Length),
                ];
            }),
            numbersFrom: 1);
    }

    private void Decisions()
    {
        var result = _pair.With.Result;
        var acted = _document.Decisions.Count(d => d.Acted);
        _screen.Table(
            $"Decisions: {_document.Decisions.Count}, of which {acted} acted; {result.Effects} effects. "
                + "The most telling:",
            ["Time", "Component", "What", "Why"],
            DecisionDigest.Telling(result, DecisionsMax).Select(d => (IReadOnlyList<string>)
            [
                $"{When(d.First.At):ddd HH:mm:ss}",
                d.First.Component?.Value ?? "",
                d.Times > 1 ? $"{d.First.Verdict}, {d.Times} times" : d.First.Verdict,
                Brief(d.First.Reason) + (d.Effect is null ? "" : $"; so: {d.Effect}"),
            ]));
        _screen.Table(
            "Nothing done, by reason",
            ["Times", "Decision", "Such as"],
            _document.NothingDone.Select(g => (IReadOnlyList<string>)[$"{g.Count}", g.Verdict, Brief(g.Example)]));
    }

    private void Contingencies()
    {
        if (_document.Contingencies.Count > 0)
        {
            _screen.Table(
                "Contingencies, each by itself at the peak",
                ["Contingency", "Back after", "Target", "", "Failed", "Shed", "How it ended"],
                _document.Contingencies.Select(c => (IReadOnlyList<string>)
                [
                    c.Name,
                    c.RecoveryMinutes is { } minutes ? Say.Minutes(minutes) : "never",
                    Say.Minutes(c.TargetMinutes),
                    c.Held ? "held" : "MISSED",
                    Say.Count(c.Failed),
                    Say.Count(c.Shed),
                    Brief(c.Reason),
                ]));
        }
    }

    private void Seeds()
    {
        if (_document.Seeds is not { } seeds)
        {
            return;
        }

        _screen.Table(
            $"{seeds.Count} weathers: the plan holds in {seeds.Holding}; "
                + (seeds.Violated == 0 ? "no invariant was violated" : $"invariants were violated in {seeds.Violated}"),
            ["", "Least", "Median", "95 in 100 at most", "Most"],
            [
                .. Spread("Served in Live, %", seeds.ServedPercent, "0.0000"),
                .. Spread("Pressure to relief, min", seeds.ReliefMinutes, "0.0"),
                .. Spread($"Beyond the normal, {_document.Currency}", seeds.ExtraSpend, "N2"),
            ],
            numbersFrom: 1);
        _screen.Line("To look at first:");
        foreach (var seed in seeds.Worst)
        {
            var violations = seed.Violations.Select(v => v.Invariant).Distinct().Order().ToList();
            _screen.Line($"  {(seed.Holds ? "holds" : "fails")}, {seed.ServedPercent:0.00} % served, relief "
                + Say.Minutes(seed.ReliefMinutes)
                + (violations.Count > 0 ? $", invariants {string.Join(", ", violations)}" : "") + $": {seed.Repeat}");
        }

        _screen.Line();
    }

    private static IEnumerable<IReadOnlyList<string>> Spread(string what, Distribution? spread, string format) =>
        spread is null ? [] :
        [
            [
                what,
                spread.Minimum.ToString(format),
                spread.Median.ToString(format),
                spread.P95.ToString(format),
                spread.Maximum.ToString(format),
            ],
        ];

    private void Verdict()
    {
        _screen.Table(
            "Success criteria",
            ["Criterion", "Limit", "With automation", "", "Without", ""],
            _pair.With.Criteria.Zip(_pair.Without.Criteria).Select(pair =>
            {
                var (with, without) = pair;
                var unit = CriteriaEvaluation.UnitOf(with.Criterion.Measure, _document.Currency);
                return (IReadOnlyList<string>)
                [
                    with.Criterion.Name,
                    Say.Limit(CriteriaEvaluation.IsLeast(with.Criterion.Measure), with.Criterion.Limit, unit),
                    Say.Value(with.Value, unit),
                    with.Held ? "held" : "MISSED",
                    Say.Value(without.Value, unit),
                    without.Held ? "held" : "MISSED",
                ];
            }));
        foreach (var violation in _document.InvariantViolations.Take(ViolationsMax))
        {
            _screen.Line(
                $"Invariant {violation.Invariant} violated at {When(violation.At):ddd HH:mm:ss}: {violation.What}");
        }

        var held = _pair.With.Criteria.Count(c => c.Held);
        var words = $"{held} of {_pair.With.Criteria.Count} criteria held, "
            + $"{_pair.Without.Criteria.Count(c => c.Held)} without automation; "
            + $"{_document.InvariantViolations.Count} invariant violations"
            + (_pair.Seeds is { } seeds ? $"; holds in {seeds.Holding} of {seeds.Outcomes.Count} weathers" : "");
        _screen.Verdict(_pair.Holds, $"{(_pair.Holds ? "THE PLAN HOLDS" : "THE PLAN DOES NOT HOLD")}: {words}.");
        _screen.Line();
    }

    // CloudWatch's own words are long; the report has them whole.
    private static string Brief(string reason) =>
        reason.Length <= ReasonLengthMax ? reason : reason[..ReasonLengthMax].TrimEnd() + "…";

    private DateTimeOffset When(DateTimeOffset at) => _zone.ToLocal(at);
}
