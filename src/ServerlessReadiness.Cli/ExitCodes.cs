namespace ServerlessReadiness.Cli;

/// <summary>What the exit codes mean. Scripts rely on them; <c>docs/CLI.md</c> and <c>--help</c> list them.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>
    /// The command worked, and its answer is no: a plan with problems, a refused change, an unreadable signal.
    /// </summary>
    public const int No = 1;

    /// <summary>What was given cannot be used: an option, a file, a name.</summary>
    public const int BadInput = 2;

    /// <summary>AWS, or the way to it, failed.</summary>
    public const int Failure = 3;

    public const string Help = "Exit codes: 0 done, 1 the answer is no, 2 bad input, 3 AWS or network failure.";
}
