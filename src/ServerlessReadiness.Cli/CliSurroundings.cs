namespace ServerlessReadiness.Cli;

/// <summary>What a command sees of the process around it, so that tests can stand in for it.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Variable">Reads an environment variable; null when it is not set.</param>
/// <param name="Time">The clock.</param>
/// <param name="User">Who runs the command, for the journal.</param>
/// <param name="IsTerminal">Whether a person looks at the output, rather than a pipe or a file.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="In">Where a person answers questions; null when nobody is there to ask.</param>
public sealed record CliSurroundings(
    TextWriter Out,
    TextWriter Error,
    Func<string, string?> Variable,
    TimeProvider Time,
    string User,
    bool IsTerminal,
    int Width,
    TextReader? In = null)
{
    /// <summary>For output that goes into a pipe or a file.</summary>
    public const int WidthOfFiles = 120;
}
