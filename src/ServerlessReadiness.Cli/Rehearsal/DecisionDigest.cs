using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>What a person wants to read of a journal with hundreds of lines.</summary>
internal static class DecisionDigest
{
    private static readonly string[] Acting = [" Starts", " Reasserts", " Running"];

    /// <summary>Every decision in order, those to do nothing included.</summary>
    public static IEnumerable<JournalEntry> All(SimulationResult result) =>
        result.Journal.Where(l => l.Kind == JournalKind.Decision);

    /// <summary>
    /// A decision that led to a run: an alarm's names it, the plan's own say that one starts, such as
    /// <c>goal Starts</c>.
    /// </summary>
    public static bool IsActed(JournalEntry line) =>
        line.Run is not null || Acting.Any(w => line.Verdict.EndsWith(w, StringComparison.Ordinal));

    /// <summary>
    /// Decisions that acted and calls to people: like ones as their first, with how many there were. When there are too
    /// many, what happened least often stays: a tenth raise tells less than the only call.
    /// </summary>
    public static IReadOnlyList<TellingDecision> Telling(SimulationResult result, int count)
    {
        var outcomes = result.Journal
            .Where(l => l.Kind == JournalKind.Outcome && l.Run is not null)
            .ToLookup(l => l.Run!.Value, l => l.Verdict);
        return
        [
            .. result.Journal
                .Where(l => l.Kind == JournalKind.Page || (l.Kind == JournalKind.Decision && IsActed(l)))
                .GroupBy(l => (l.Kind, l.Verdict, l.Component, l.Alarm))
                .OrderBy(g => g.Count())
                .Take(count)
                .Select(g => new TellingDecision(
                    g.First(),
                    g.Count(),
                    g.First().Run is { } run ? outcomes[run].FirstOrDefault() : null))
                .OrderBy(d => d.First.At),
        ];
    }

    /// <summary>Decisions to do nothing by verdict, the most frequent first.</summary>
    public static IReadOnlyList<DecisionGroup> NothingDone(SimulationResult result) =>
    [
        .. All(result)
            .Where(l => !IsActed(l))
            .GroupBy(l => l.Verdict)
            .Select(g => new DecisionGroup(
                g.Key,
                g.Count(),
                g.GroupBy(l => l.Reason).OrderByDescending(r => r.Count()).First().Key))
            .OrderByDescending(g => g.Count)
            .ThenBy(g => g.Verdict, StringComparer.Ordinal),
    ];
}
