using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Functions;

namespace ServerlessReadiness.Cli.Local;

/// <summary>What came of a signal.</summary>
/// <param name="File">The signal.</param>
/// <param name="Function">The entry point that got it.</param>
/// <param name="Answer">What the entry point answered.</param>
/// <param name="Runs">The runs that it started or moved, as they stand now.</param>
/// <param name="Lines">The journal's lines about it, in order.</param>
internal sealed record SignalReport(
    SignalFile File,
    string Function,
    IReadOnlyList<FunctionOutcome> Answer,
    IReadOnlyList<Run> Runs,
    IReadOnlyList<JournalEntry> Lines)
{
    /// <summary>The verdict on an invocation that fails, so that Lambda keeps its payload as a dead letter.</summary>
    public const string Fails = "fails";

    /// <summary>Whether all of it could be read.</summary>
    public bool IsReadable => File.IsReadable && Answer.All(o => o.Verdict != Fails);

    /// <summary>When the entry point got it.</summary>
    public DateTimeOffset? At { get; init; }
}
