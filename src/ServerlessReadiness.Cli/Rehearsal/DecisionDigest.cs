using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>What a person wants to read of a journal with hundreds of lines.</summary>
internal static class DecisionDigest
{
    /// <summary>Every decision in order, those to do nothing included.</summary>
    public static IEnumerable<JournalEntry> All(SimulationResult result) =>
        result.Journal.Where(l => l.Kind == JournalKind.Decision);

    /// <summary>A decision that started a run.</summary>
    public static bool IsActed(JournalEntry line) => line.Run is not null;

    /// <summary>
    /// Decisions that acted and calls to people, in order. When there are too many, lines like one that was shown
    /// already go first: a component's tenth raise tells less than another's first.
    /// </summary>
    public static IReadOnlyList<JournalEntry> Telling(SimulationResult result, int count)
    {
        var lines = result.Journal
            .Where(l => l.Kind == JournalKind.Page || (l.Kind == JournalKind.Decision && IsActed(l)))
            .ToList();
        var repeats = new Dictionary<(JournalKind, string, string?), int>();
        return
        [
            .. lines
                .Select((line, order) => (Line: line, Order: order, Nth: NthOfItsLike(line)))
                .OrderBy(l => l.Nth)
                .ThenBy(l => l.Order)
                .Take(count)
                .OrderBy(l => l.Order)
                .Select(l => l.Line),
        ];

        int NthOfItsLike(JournalEntry line)
        {
            var like = (line.Kind, line.Verdict, line.Component?.Value);
            return repeats[like] = repeats.GetValueOrDefault(like) + 1;
        }
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
