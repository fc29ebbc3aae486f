using System.Text;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What a leader wants to know of a journal with hundreds of lines: like things once, with their number.</summary>
public static class JournalDigest
{
    private const int DeedsMax = 12;

    private static readonly string[] Acting = [" Starts", " Reasserts", " Running"];

    /// <summary>Decisions that decline nothing: there was nothing to do, or it goes its way.</summary>
    private static readonly string[] Neutral =
    [
        nameof(AlarmVerdict.Cleared),
        nameof(AlarmVerdict.Duplicate),
        nameof(AlarmVerdict.Stale),
        nameof(AlarmVerdict.Recorded),
        nameof(AlarmVerdict.Unproven),
        nameof(AlarmVerdict.Unknown),
        nameof(LadderVerdict.Idle),
        nameof(LadderVerdict.Climbs),
        nameof(LadderVerdict.Climbed),
        nameof(LadderVerdict.Stays),
        nameof(LadderVerdict.Soaks),
        nameof(LadderVerdict.DecidedAnew),
        nameof(LadderVerdict.ComesDown),
        nameof(LadderVerdict.CameDown),
        nameof(LadderVerdict.StillShed),
        nameof(LadderVerdict.Releases),
        nameof(LadderVerdict.Returned),
        nameof(StageVerdict.NotDue),
        nameof(StageVerdict.WaitsForStage),
        nameof(StageVerdict.Raises),
        nameof(GoalVerdict.NotBegun),
        nameof(GoalVerdict.Waits),
        nameof(GoalVerdict.InService),
        nameof(ArmVerdict.Agrees),
        nameof(ArmVerdict.BeingMoved),
        nameof(FloorVerdict.Holds),
        nameof(FloorVerdict.Adopted),
        nameof(FloorVerdict.ArmedFloorFired),
        nameof(ReturnVerdict.Begins),
        nameof(ReturnVerdict.InRange),
        nameof(ReturnVerdict.ScalesDown),
        nameof(ReturnVerdict.Verifies),
        nameof(ReturnVerdict.Done),
        nameof(RestoreState.Pending),
        nameof(RestoreState.Restored),
        nameof(RestoreState.Kept),
        nameof(RestoreState.Untouched),
        nameof(HookVerdict.InHand),
        nameof(HookVerdict.LooksAgain),
        nameof(HookVerdict.NotOurs),
        nameof(HookVerdict.Test),
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
            && !Neutral.Contains(Word(line.Verdict), StringComparer.Ordinal);
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

    /// <summary>The verdict itself; before it may stand what it is about, such as a ladder.</summary>
    private static string Word(string verdict) => verdict[(verdict.LastIndexOf(' ') + 1)..];

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
