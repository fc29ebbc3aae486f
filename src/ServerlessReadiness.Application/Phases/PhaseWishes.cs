using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;

namespace ServerlessReadiness.Application.Phases;

/// <summary>What a decision wants beside what it remembers.</summary>
internal sealed record PhaseWishes(
    IReadOnlyList<RunWish> Runs,
    IReadOnlyList<IssueWish> Issues,
    IReadOnlyList<Said> Says)
{
    public static readonly PhaseWishes None = new([], [], []);

    public bool IsEmpty => Runs.Count == 0 && Issues.Count == 0 && Says.Count == 0;
}
