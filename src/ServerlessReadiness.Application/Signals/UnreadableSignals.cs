using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Application.Signals;

/// <summary>
/// Journals what arrived and could not be acted on: unreadable, or meant for another function. Delivering it again
/// would not make it readable, so it is kept here, with what arrived.
/// </summary>
public sealed partial class UnreadableSignals(
    JournalWriter journal,
    TimeProvider time,
    ILogger<UnreadableSignals> logger)
{
    public async Task RecordAsync(string verdict, string reason, string raw, CancellationToken cancellationToken)
    {
        LogUnreadable(logger, verdict, reason);
        var line = new JournalEntry(
            JournalWriter.Unassigned,
            time.GetUtcNow(),
            JournalKind.Unreadable,
            verdict,
            reason,
            Raw: raw);
        await journal.RecordAsync(line, cancellationToken);
    }

    [LoggerMessage(1101, LogLevel.Warning, "A signal is only recorded ({Verdict}): {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string verdict, string reason);
}
