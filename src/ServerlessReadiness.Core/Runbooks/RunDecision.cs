namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Next state, next move and reason of a run.</summary>
/// <param name="Next">The run as it is then.</param>
/// <param name="Move">What the executor does.</param>
/// <param name="Reason">Why.</param>
public sealed record RunDecision(Run Next, RunMove Move, string Reason)
{
    /// <summary>What is journalled beside, and told to people where it says so.</summary>
    public EquatableList<RunNote> Notes { get; init; } = [];

    internal RunDecision With(RunNote note) => this with { Notes = Notes.Add(note) };
}
