using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>Tables and lists: hours, decisions, seeds, messages.</summary>
internal sealed partial class ReportPage
{
    /// <summary>More decisions than this make the page heavy; the rest are in <c>report.json</c>.</summary>
    private const int DecisionsMax = 2000;

    private void WriteHours()
    {
        var (with, without) = (_document.WithAutomation.Hours, _document.WithoutAutomation.Hours);
        _page.Add($"""
            <section aria-labelledby="h-hours"><h2 id="h-hours">Hour by hour</h2><div class="scroll">
            <table class="hours"><thead><tr><th scope="col" rowspan="2">Hour</th>
            <th scope="colgroup" colspan="5">With automation</th><th scope="colgroup" colspan="4">Without</th></tr><tr>
            <th scope="col">Offered</th><th scope="col">Failed</th><th scope="col">Shed</th>
            <th scope="col">Unit-hours</th><th scope="col">Cost</th><th scope="col">Failed</th>
            <th scope="col">Served</th><th scope="col">Unit-hours</th><th scope="col">Cost</th></tr></thead><tbody>
            """);
        for (var i = 0; i < with.Count; i++)
        {
            var (a, b) = (with[i], i < without.Count ? without[i] : null);
            _page.Add($"""
                <tr><th scope="row">{_zone.ToLocal(a.At):ddd HH:mm}</th><td>{Say.Count(a.Requests.Offered)}</td>
                {Loss(a.Requests.Failed)}<td>{Say.Count(a.Requests.Shed)}</td><td>{a.UnitHours:N1}</td>
                <td>{(a.Cost is { } cost ? $"{cost:N2}" : "–")}</td>
                """);
            _page.Add($"""
                {Loss(b?.Requests.Failed ?? 0)}
                <td>{(b is null ? "–" : Say.Percent(b.Requests.Served, b.Requests.Offered))}</td>
                <td>{(b is null ? "–" : $"{b.UnitHours:N1}")}</td>
                <td>{(b?.Cost is { } other ? $"{other:N2}" : "–")}</td></tr>
                """);
        }

        _page.Add($"</tbody></table></div></section>\n");
    }

    private static Markup Loss(long failed) => PageText.Part(p => p.Add(
        $"""<td{new Markup(failed > 0 ? " class=\"missed\"" : "")}>{Say.Count(failed)}</td>"""));

    private void WriteDecisions()
    {
        var all = _pair.With.Result.Journal
            .Where(l => l.Kind is JournalKind.Decision or JournalKind.Page or JournalKind.Outcome)
            .ToList();
        var shown = all.Count <= DecisionsMax ? all : [.. all.Where(IsMore).Take(DecisionsMax)];
        _page.Add($"""
            <section aria-labelledby="h-decisions"><h2 id="h-decisions">Decisions</h2>
            <p>{_document.Decisions.Count(d => d.Acted)} of {_document.Decisions.Count} decisions acted.
            The others did nothing, each with a reason:</p><ul class="groups">
            """);
        foreach (var group in _document.NothingDone)
        {
            _page.Add($"<li><b>{group.Count} × {group.Verdict}</b> such as: {group.Example}</li>");
        }

        _page.Add($"""</ul><form class="filter" role="search"><label>Component <select id="by-component">""");
        WriteOptions(shown.Select(l => l.Component?.Value ?? "–"));
        _page.Add($"""</select></label><label>What <select id="by-kind">""");
        WriteOptions(shown.Select(KindOf));
        _page.Add($"""
            </select></label><label>Words <input id="by-words" type="search" /></label>
            <output id="shown-count" for="by-component by-kind by-words">{shown.Count} lines</output></form>
            {(shown.Count < all.Count ? $"{all.Count - shown.Count} lines more are in timeline.jsonl." : "")}
            <div class="scroll tall" tabindex="0" role="region" aria-labelledby="h-decisions">
            <table class="decisions"><thead><tr><th scope="col">Time</th><th scope="col">Component</th>
            <th scope="col">What</th><th scope="col">Why</th></tr></thead><tbody id="lines">
            """);
        foreach (var line in shown)
        {
            WriteDecision(line);
        }

        _page.Add($"</tbody></table></div></section>\n");
    }

    private void WriteDecision(JournalEntry line)
    {
        var between = (line.Before, line.After) switch
        {
            ({ } before, { } after) => $" {before} → {after}",
            (null, { } after) => $" {after}",
            _ => "",
        };
        _page.Add($"""
            <tr data-component="{line.Component?.Value ?? "–"}" data-kind="{KindOf(line)}"><td>{When(line.At)}</td>
            <td>{line.Component?.Value ?? "–"}</td><td><span class="kind {KindStyle(line)}">{line.Verdict}</span></td>
            <td>{line.Reason}<i>{between}</i></td></tr>

            """);
    }

    private void WriteOptions(IEnumerable<string> values)
    {
        _page.Add($"""<option value="">all</option>""");
        foreach (var value in values.Distinct().Order(StringComparer.Ordinal))
        {
            _page.Add($"<option>{value}</option>");
        }
    }

    private static bool IsMore(JournalEntry line) => line.Kind != JournalKind.Decision || DecisionDigest.IsActed(line);

    private static string KindOf(JournalEntry line) => line.Kind switch
    {
        JournalKind.Page => "a person was called",
        JournalKind.Outcome => "effect",
        _ => DecisionDigest.IsActed(line) ? "acted" : "nothing done",
    };

    private static string KindStyle(JournalEntry line) => line.Kind switch
    {
        JournalKind.Page => "paged",
        JournalKind.Outcome => "effect",
        _ => DecisionDigest.IsActed(line) ? "acted" : "idle",
    };

    private void WriteContingencies()
    {
        if (_document.Contingencies.Count == 0)
        {
            return;
        }

        _page.Add($"""
            <section aria-labelledby="h-contingencies"><h2 id="h-contingencies">Contingencies
            <small>each by itself, at the peak</small></h2><div class="scroll"><table class="hours"><thead><tr>
            <th scope="col">Contingency</th><th scope="col">Back after</th><th scope="col">Target</th>
            <th scope="col">Failed</th><th scope="col">Shed</th><th scope="col">How it ended</th></tr></thead><tbody>
            """);
        foreach (var line in _document.Contingencies)
        {
            var back = line.RecoveryMinutes is { } minutes ? Say.Minutes(minutes) : "never";
            _page.Add($"""
                <tr><th scope="row">{line.Name}</th><td class="{(line.Held ? "held" : "missed")}">{back}
                <b>{(line.Held ? "✓ held" : "✗ missed")}</b></td><td>{Say.Minutes(line.TargetMinutes)}</td>
                <td>{Say.Count(line.Failed)}</td><td>{Say.Count(line.Shed)}</td><td>{line.Reason}</td></tr>
                """);
        }

        _page.Add($"</tbody></table></div></section>\n");
    }

    private void WriteSeeds()
    {
        if (_document.Seeds is not { } seeds)
        {
            return;
        }

        _page.Add($"""
            <section aria-labelledby="h-seeds"><h2 id="h-seeds">{seeds.Count} weathers</h2>
            <p>The plan holds in {seeds.Holding} of {seeds.Count};
            {(seeds.Violated == 0 ? "no invariant was violated" : $"invariants were violated in {seeds.Violated}")}.</p>
            <div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Least</th>
            <th scope="col">Median</th><th scope="col">95 in 100 at most</th>
            <th scope="col">Most</th></tr></thead><tbody>
            """);
        WriteSpread("Served in Live, %", seeds.ServedPercent, "0.0000");
        WriteSpread("Longest from pressure to relief, min", seeds.ReliefMinutes, "0.0");
        WriteSpread($"Beyond the normal, {_document.Currency}", seeds.ExtraSpend, "N2");
        _page.Add($"""
            </tbody></table></div><h3>To look at first</h3><div class="scroll"><table><thead><tr>
            <th scope="col">Seed</th><th scope="col">Holds</th><th scope="col">Served in Live, %</th>
            <th scope="col">Relief, min</th><th scope="col">Violations</th><th scope="col">Play it again</th></tr>
            </thead><tbody>
            """);
        foreach (var seed in seeds.Worst)
        {
            var violations = seed.Violations.Select(v => $"{v.Invariant}: {v.What}").Distinct();
            _page.Add($"""
                <tr><th scope="row">{seed.Seed}</th><td>{(seed.Holds ? "yes" : "no")}</td>
                <td>{(seed.ServedPercent is { } served ? $"{served:0.0000}" : "–")}</td>
                <td>{seed.ReliefMinutes:0.0}</td>
                <td class="text">{string.Join("; ", violations)}</td>
                <td class="text"><code>{seed.Repeat}</code></td></tr>
                """);
        }

        _page.Add($"</tbody></table></div></section>\n");
    }

    private void WriteSpread(string what, Distribution? spread, string format)
    {
        if (spread is not null)
        {
            _page.Add($"""
                <tr><th scope="row">{what}</th><td>{spread.Minimum.ToString(format)}</td>
                <td>{spread.Median.ToString(format)}</td><td>{spread.P95.ToString(format)}</td>
                <td>{spread.Maximum.ToString(format)}</td></tr>
                """);
        }
    }

    private void WriteTold()
    {
        if (_document.Told.Count == 0)
        {
            return;
        }

        _page.Add($"""<section aria-labelledby="h-told"><h2 id="h-told">What people were told</h2><ul class="told">""");
        foreach (var told in _document.Told)
        {
            _page.Add($"""
                <li><details><summary>{When(told.At)} {told.Subject}</summary><pre>{told.Text}</pre></details></li>

                """);
        }

        _page.Add($"</ul></section>\n");
    }
}
