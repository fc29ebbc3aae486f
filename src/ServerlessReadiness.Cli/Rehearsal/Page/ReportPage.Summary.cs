using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Documents;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>The first screen: the verdict, what it rests on, and what automation changed.</summary>
internal sealed partial class ReportPage
{
    private string VerdictWords => _pair.Holds ? "The plan holds" : "The plan does not hold";

    private void WriteSummary()
    {
        var (from, until) = (_document.From, _document.Until);
        _page.Add($"""
            <header class="{(_pair.Holds ? "good" : "bad")}">
            <p class="event">{_pair.Plan.Name} <small>{_document.Event}</small></p>
            <h1>{VerdictWords}</h1>
            <p>{Because()}</p>
            <p class="facts">{_zone.ToLocal(from):ddd d MMM yyyy HH:mm} to {_zone.ToLocal(until):ddd d MMM yyyy HH:mm}
            {_zone.Abbreviation(until)} · seed {_document.Seed}, {_document.Weather} weather{Differences()}</p>
            <div class="first">
            """);
        WriteCriteria();
        WriteSides();
        _page.Add($"</div>");
        WriteViolations();
        _page.Add($"</header>\n");
    }

    private string Because()
    {
        var criteria = _pair.With.Criteria;
        var held = criteria.Count(c => c.Held);
        var words = $"{held} of {criteria.Count} success criteria held with automation, "
            + $"{_pair.Without.Criteria.Count(c => c.Held)} without; "
            + (_pair.With.Result.Violations.Count == 0
                ? "no invariant was violated"
                : $"{_pair.With.Result.Violations.Count} invariant violation(s)");
        return _pair.Seeds is { } seeds
            ? $"{words}; it holds in {seeds.Holding} of {seeds.Outcomes.Count} weathers."
            : $"{words}.";
    }

    private string Differences()
    {
        var words = new List<string>();
        if (_document.WhatIf.Length > 0)
        {
            words.Add($"what if {_document.WhatIf}");
        }

        words.AddRange(_document.Faults);
        return words.Count == 0 ? "" : " · " + string.Join(", ", words);
    }

    private void WriteCriteria()
    {
        _page.Add($"""
            <div class="scroll"><table class="criteria"><caption>Success criteria</caption><thead><tr>
            <th scope="col">Criterion</th><th scope="col">Limit</th>
            <th scope="col">With automation</th><th scope="col">Without</th></tr></thead><tbody>
            """);
        foreach (var (with, without) in _pair.With.Criteria.Zip(_pair.Without.Criteria))
        {
            var unit = CriteriaEvaluation.UnitOf(with.Criterion.Measure, _document.Currency);
            var limit = Say.Limit(CriteriaEvaluation.IsLeast(with.Criterion.Measure), with.Criterion.Limit, unit);
            _page.Add($"""
                <tr><th scope="row">{with.Criterion.Name}</th><td>{limit}</td>
                {Cell(with, unit)}{Cell(without, unit)}</tr>
                """);
        }

        _page.Add($"</tbody></table></div>\n");
    }

    private static Markup Cell(CriterionResult result, string unit) => PageText.Part(p => p.Add($"""
        <td class="{(result.Held ? "held" : "missed")}" title="{result.Reason}">{Say.Value(result.Value, unit)}
        <b>{(result.Held ? "✓ held" : "✗ missed")}</b></td>
        """));

    private void WriteSides()
    {
        var (with, without) = (_document.WithAutomation, _document.WithoutAutomation);
        _page.Add($"""
            <div class="scroll"><table class="sides"><caption>What automation changed</caption><thead><tr>
            <td></td><th scope="col">{ChartWriter.Key("with")}With</th>
            <th scope="col">{ChartWriter.Key("without")}Without</th></tr></thead><tbody>
            """);
        foreach (var (what, value) in ComparisonRows.Of(_pair.Plan))
        {
            _page.Add($"""<tr><th scope="row">{what}</th><td>{value(with)}</td><td>{value(without)}</td></tr>""");
        }

        _page.Add($"</tbody></table></div>\n");
    }

    private void WriteViolations()
    {
        if (_document.InvariantViolations.Count == 0)
        {
            return;
        }

        _page.Add($"""<div class="violations"><h2>Violated invariants</h2><ul>""");
        foreach (var violation in _document.InvariantViolations)
        {
            _page.Add($"<li>{When(violation.At)}: invariant {violation.Invariant}: {violation.What}</li>");
        }

        _page.Add($"</ul></div>");
    }
}
