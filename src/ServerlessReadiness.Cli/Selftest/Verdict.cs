namespace ServerlessReadiness.Cli.Selftest;

/// <summary>What became of a belief.</summary>
internal enum Verdict
{
    /// <summary>Nobody looked, or what was seen tells nothing.</summary>
    Unverified = 0,

    /// <summary>It is as we believe.</summary>
    Seen = 1,

    /// <summary>It is otherwise.</summary>
    Contradicted = 2,
}
