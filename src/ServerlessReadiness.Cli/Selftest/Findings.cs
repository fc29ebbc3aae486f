namespace ServerlessReadiness.Cli.Selftest;

/// <summary>All beliefs, and where they were tried.</summary>
/// <param name="All">One for each belief of the book.</param>
/// <param name="Imitation">Where it was tried, if that was no AWS; what it answers proves nothing about AWS.</param>
/// <param name="IsStopped">Whether somebody stopped it before the end.</param>
internal sealed record Findings(IReadOnlyList<Finding> All, Uri? Imitation, bool IsStopped)
{
    public IEnumerable<string> LeftBehind => All.SelectMany(f => f.LeftBehind);

    /// <summary>What is known of AWS: nothing, if an imitation answered.</summary>
    public Verdict OnAws(Finding finding) => Imitation is null ? finding.Outcome.Verdict : Verdict.Unverified;

    public int Count(Verdict onAws) => All.Count(f => OnAws(f) == onAws);

    /// <summary>How often whoever answered said this.</summary>
    public int Answered(Verdict verdict) => All.Count(f => f.Took is not null && f.Outcome.Verdict == verdict);

    public int ExitCode => IsStopped ? ReadinessTool.StoppedByPerson
        : Answered(Verdict.Contradicted) > 0 ? ExitCodes.No
        : LeftBehind.Any() ? ExitCodes.Failure
        // An imitation that lacks a call is no trouble of AWS.
        : Imitation is null && All.Any(f => f.Outcome.IsTrouble) ? ExitCodes.Failure
        : ExitCodes.Done;
}
