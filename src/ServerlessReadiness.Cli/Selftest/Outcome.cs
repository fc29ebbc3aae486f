namespace ServerlessReadiness.Cli.Selftest;

/// <summary>What an experiment found.</summary>
/// <param name="Verdict">How the belief stands to it.</param>
/// <param name="Words">What was seen, or why nothing can be said.</param>
internal sealed record Outcome(Verdict Verdict, string Words)
{
    /// <summary>Whether AWS could not be asked: a denied, throttled or unanswered call.</summary>
    public bool IsTrouble { get; init; }

    public static Outcome Seen(string words) => new(Verdict.Seen, words);

    public static Outcome Contradicted(string words) => new(Verdict.Contradicted, words);

    public static Outcome Unverified(string words) => new(Verdict.Unverified, words);

    public static Outcome Of(bool holds, string asBelieved, string otherwise) =>
        holds ? Seen(asBelieved) : Contradicted(otherwise);
}
