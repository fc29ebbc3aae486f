using System.Text;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What a leader wants to know of a journal with hundreds of lines: like things once, with their number.</summary>
public static class JournalDigest
{
    private const int DeedsMax = 12;

    private static readonly string[] Acting = [" Starts", " Reasserts", " Running"];

    /// <summary>Decisions that decline nothing: there was nothing to do.</summary>
    private static readonly string[] Neutral =
    [
        nameof(AlarmVerdict.Cleared),
        nameof(AlarmVerdict.Duplicate),
        nameof(AlarmVerdict.Stale),
        nameof(AlarmVerdict.Recorded),
        nameof(AlarmVerdict.Unproven),
        nameof(AlarmVerdict.Unknown),
    ];

    /// <summary>A decision that led to a run: an alarm's names it, the plan's own say that one starts.</summary>
    public static bool IsActed(JournalEntry line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Run is not null || Acting.Any(w => line.Verdict.EndsWith(w, StringComparison.Ordinal));
    }

    public static bool IsDeclined(JournalEntry line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Kind == JournalKind.Decision && !IsActed(line)
            && !Neutral.Contains(line.Verdict, StringComparer.Ordinal);
    }

    /// <summary>Effects, the newest first; those that differ in their numbers alone are one.</summary>
    public static EquatableList<ReportedDeed> Did(IEnumerable<JournalEntry> journal) =>
        Grouped(journal.Where(l => l.Kind == JournalKind.Outcome));

    /// <summary>Decisions to do nothing, the newest first.</summary>
    public static EquatableList<ReportedDeed> Declined(IEnumerable<JournalEntry> journal) =>
        Grouped(journal.Where(IsDeclined));

    private static EquatableList<ReportedDeed> Grouped(IEnumerable<JournalEntry> lines) => EquatableList.From(lines
        .GroupBy(l => (l.Component, Shape: Shape(l.Verdict)))
        .Select(g => (Lines: g.OrderBy(l => l.At).ToList(), g.Key.Component))
        .OrderByDescending(g => g.Lines[^1].At)
        .Take(DeedsMax)
        .Select(g => new ReportedDeed(
            g.Lines[^1].Verdict,
            g.Component,
            g.Lines.Count,
            g.Lines[^1].At,
            g.Lines.GroupBy(l => Shape(l.Reason)).OrderByDescending(r => r.Count()).First().Last().Reason)));

    /// <summary>The words without their numbers.</summary>
    private static string Shape(string words)
    {
        var shape = new StringBuilder(words.Length);
        foreach (var letter in words)
        {
            var next = char.IsDigit(letter) ? '#' : letter;
            if (next != '#' || shape.Length == 0 || shape[^1] != '#')
            {
                shape.Append(next);
            }
        }

        return shape.ToString();
    }
}
