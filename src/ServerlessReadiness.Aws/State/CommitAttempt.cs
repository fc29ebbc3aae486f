using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Aws.State;

/// <summary>One attempt of a commit: it settled with an outcome, or met an obstacle.</summary>
internal sealed record CommitAttempt(SaveOutcome? Outcome, CommitObstacle Obstacle, Exception? Cause)
{
    public static readonly CommitAttempt Saved = Settled(SaveOutcome.Saved.Instance);

    public static CommitAttempt Settled(SaveOutcome outcome) => new(outcome, CommitObstacle.None, Cause: null);

    public static CommitAttempt Blocked(CommitObstacle obstacle, Exception cause) =>
        new(Outcome: null, obstacle, cause);
}
