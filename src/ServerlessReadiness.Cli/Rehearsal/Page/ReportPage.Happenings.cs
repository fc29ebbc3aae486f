using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>Phases, alarms, effects and calls on one time line, a lane for each component.</summary>
internal sealed partial class ReportPage
{
    /// <summary>More marks in a lane than this cannot be told apart.</summary>
    private const int MarksMax = 400;

    /// <summary>In hundredths of the lane, whose foot shedding takes.</summary>
    private const int SpanHeight = 20;

    private void WriteHappenings()
    {
        _page.Add($"""
            <section aria-labelledby="h-line"><h2 id="h-line">What happened when</h2>
            <ul class="legend"><li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><rect class="alarm" y="1"
              width="24" height="8" /></svg>alarm fires</li>
            {ShedKey}
            <li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="mark effect"
              d="M12 0V10" /></svg>effect</li>
            <li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="mark paged"
              d="M12 0V10" /></svg>a person is called</li></ul><div class="lanes">
            """);
        WritePhases();
        foreach (var component in _pair.Plan.Components)
        {
            WriteLane(component.Name.Value, component.Name);
        }

        if (Marks(null).Any() || _document.WithAutomation.Alarms.Any(a => a.Component is null))
        {
            WriteLane("whole event", null);
        }

        _page.Add($"""<span></span><div class="xs" aria-hidden="true">""");
        ChartWriter.WriteTicks(_page, _axis);
        _page.Add($"</div></div>");
        WriteAlarms();
        _page.Add($"</section>\n");
    }

    private void WritePhases()
    {
        _page.Add($"""<span>phase</span><div class="lane phases">""");
        foreach (var (phase, index) in _document.Phases.Select((p, i) => (p, i)))
        {
            var until = index + 1 < _document.Phases.Count ? _document.Phases[index + 1].At : _document.Until;
            var (from, width) = (_axis.X(phase.At), _axis.X(until) - _axis.X(phase.At));
            var name = phase.Phase.ToString();
            _page.Add($"""
                <span class="phase {name.ToLowerInvariant()}" title="{name} from {When(phase.At)}"
                  style="left:{from / 10.0:0.#}%;width:{width / 10.0:0.#}%">{name}</span>
                """);
        }

        _page.Add($"</div>");
    }

    private void WriteLane(string name, ComponentName? component)
    {
        var alarms = _document.WithAutomation.Alarms.Where(a => a.Component == component).ToList();
        var marks = Marks(component).ToList();
        var effects = marks.Count(m => m.Kind == JournalKind.Outcome);
        _page.Add($"""
            <span>{name}</span><div class="lane"><svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img"
              aria-label="{name}: {alarms.Count} alarms, {effects} effects, {marks.Count - effects} calls of a person">
            """);
        foreach (var (level, until) in Spans(component))
        {
            var from = _axis.X(level.At);
            var length = Say.Length(until - level.At);
            _page.Add($"""
                <rect class="shedding" x="{from}" y="{100 - SpanHeight}" width="{Math.Max(2, _axis.X(until) - from)}"
                height="{SpanHeight}"><title>sheds on level {level.Level} ({level.Name}) from {When(level.At)} for {length}</title></rect>
                """);
        }

        foreach (var alarm in alarms)
        {
            var from = _axis.X(alarm.From);
            var width = Math.Max(2, _axis.X(alarm.Until ?? _document.Until) - from);
            var length = Say.Length((alarm.Until ?? _document.Until) - alarm.From);
            _page.Add($"""
                <rect class="alarm" x="{from}" y="20" width="{width}" height="60"><title>{alarm.Alarm}
                from {When(alarm.From)} for {length}</title></rect>
                """);
        }

        foreach (var mark in marks.Take(MarksMax))
        {
            var (style, top, bottom) = mark.Kind == JournalKind.Page ? ("paged", 0, 100) : ("effect", 25, 75);
            _page.Add($"""
                <path class="mark {style}" d="M{_axis.X(mark.At)} {top}V{bottom}"><title>
                {When(mark.At)} {mark.Verdict}: {mark.Reason}</title></path>
                """);
        }

        _page.Add($"</svg></div>\n");
    }

    private Markup ShedKey => new(_pair.Plan.Ladders.Count == 0 ? "" : """
        <li><svg class="key" viewBox="0 0 24 10" aria-hidden="true"><rect class="shedding" y="1"
          width="24" height="8" /></svg>load is shed</li>
        """);

    /// <summary>Each level above the ground that a ladder was on, and until when.</summary>
    private IEnumerable<(LevelChange Level, DateTimeOffset Until)> Spans(ComponentName? component)
    {
        var levels = _document.WithAutomation.Levels.Where(l => l.Component == component).ToList();
        return levels
            .Select((l, i) => (l, i + 1 < levels.Count ? levels[i + 1].At : _document.Until))
            .Where(s => s.l.Level > 0);
    }

    private IEnumerable<JournalEntry> Marks(ComponentName? component) => _pair.With.Result.Journal
        .Where(l => l.Kind is JournalKind.Outcome or JournalKind.Page && l.Component == component);

    private void WriteAlarms()
    {
        var names = _document.WithAutomation.Alarms.Concat(_document.WithoutAutomation.Alarms)
            .Select(a => (a.Alarm, a.Component))
            .Distinct()
            .OrderBy(a => a.Alarm, StringComparer.Ordinal)
            .ToList();
        _page.Add($"""
            <details><summary>Alarms</summary><div class="scroll"><table><thead><tr><th scope="col">Alarm</th>
            <th scope="col">Component</th><th scope="col">Fired with automation</th><th scope="col">for</th>
            <th scope="col">Fired without</th><th scope="col">for</th></tr></thead><tbody>
            """);
        foreach (var (name, component) in names)
        {
            var (with, without) = (
                AlarmTotals.Of(_document.WithAutomation.Alarms, name, _document.Until),
                AlarmTotals.Of(_document.WithoutAutomation.Alarms, name, _document.Until));
            _page.Add($"""
                <tr><th scope="row">{name}</th><td class="text">{component?.Value ?? "–"}</td><td>{with.Times}</td>
                <td>{Say.Length(with.Length)}</td><td>{without.Times}</td><td>{Say.Length(without.Length)}</td></tr>
                """);
        }

        _page.Add($"</tbody></table></div></details>");
    }
}
