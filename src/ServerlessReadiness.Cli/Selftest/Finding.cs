namespace ServerlessReadiness.Cli.Selftest;

/// <summary>A belief with what became of it.</summary>
/// <param name="Belief">Which.</param>
/// <param name="Experiment">How it is tried; null when it is not.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Took">How long that took; null when nothing was tried.</param>
internal sealed record Finding(Belief Belief, Experiment? Experiment, Outcome Outcome, TimeSpan? Took)
{
    /// <summary>What could not be put back, one sentence each.</summary>
    public IReadOnlyList<string> LeftBehind { get; init; } = [];
}
