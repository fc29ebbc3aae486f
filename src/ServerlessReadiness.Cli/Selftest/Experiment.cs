namespace ServerlessReadiness.Cli.Selftest;

/// <summary>One belief, tried on the sandbox.</summary>
/// <param name="Belief">Its id.</param>
/// <param name="Steps">What is done, and what is seen if the belief holds.</param>
/// <param name="Bound">How long it may take, putting back not counted.</param>
/// <param name="Run">Does it. What it changes it registers with the lab before, so that it is put back.</param>
internal sealed record Experiment(
    string Belief,
    string Steps,
    TimeSpan Bound,
    Func<Lab, CancellationToken, Task<Outcome>> Run)
{
    /// <summary>The part of the belief that it does not look at; null when it looks at all of it.</summary>
    public string? LeftOut { get; init; }

    /// <summary>How many instances it launches.</summary>
    public int Instances { get; init; }

    public bool NeedsListener { get; init; }

    public bool NeedsHealthCheck { get; init; }
}
