namespace ServerlessReadiness.Core.Runbooks;

/// <summary>A line of the journal that a decision about a run wants.</summary>
/// <param name="Verdict">In a word.</param>
/// <param name="Reason">Why.</param>
public sealed record RunNote(string Verdict, string Reason)
{
    /// <summary>Set when people are told, too: what they can do about it.</summary>
    public string? HowTo { get; init; }
}
