namespace ServerlessReadiness.Cli;

/// <summary>Ends a command with an exit code, what went wrong, and what to do next.</summary>
public sealed class CliException : Exception
{
    public CliException()
        : this("the command failed")
    {
    }

    public CliException(string message)
        : this(ExitCodes.BadInput, message, "see readiness --help")
    {
    }

    public CliException(string message, Exception? innerException)
        : base(message, innerException) => Next = "see readiness --help";

    public CliException(int exitCode, string message, string next)
        : base(message)
    {
        ExitCode = exitCode;
        Next = next;
    }

    public int ExitCode { get; } = ExitCodes.BadInput;

    /// <summary>What to do next, as an instruction.</summary>
    public string Next { get; }

    public static CliException BadInput(string message, string next) => new(ExitCodes.BadInput, message, next);
}
