using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Phases;

/// <summary>What a person's wish leads to: a refusal, or the next record with its line.</summary>
internal sealed record ReturnAnswer(MoveOutcome.Refused? Refusal, ReturnProgress? Next, JournalEntry? Line)
{
    /// <summary>The run that starts; null for none.</summary>
    public Run? Run { get; init; }

    /// <summary>What is written beside; null for nothing.</summary>
    public StateWrite? Also { get; init; }
}
