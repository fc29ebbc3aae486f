using ServerlessReadiness.Core.Phases;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>What a look at the tasks leads to.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="Reminders">Who is reminded now; at most one for each owner.</param>
/// <param name="Issue">What becomes of the issue about late tasks; null for nothing.</param>
public sealed record ReminderDecision(
    TimelineMemory Next,
    EquatableList<Reminder> Reminders,
    IssueWish? Issue);
