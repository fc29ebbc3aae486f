using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Application.Signals;

/// <summary>
/// Journals what arrived and could not be acted on: unreadable, or meant for another function. Delivering it again
/// would not make it readable, so it is kept here, with what arrived.
/// </summary>
public sealed partial class UnreadableSignals(
    IStateStore store,
    JournalWriter journal,
    TimeProvider time,
    ILogger<UnreadableSignals> logger)
{
    /// <summary>How long a repeat of the same signal is known to be one: as long as queues keep a letter.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(15);

    public async Task RecordAsync(string verdict, string reason, string raw, CancellationToken cancellationToken)
    {
        LogUnreadable(logger, verdict, reason);
        await journal.RecordAsync(Line(verdict, reason, raw), cancellationToken);
    }

    /// <summary>The same for what arrives again and again, because each time it fails: it is one line.</summary>
    public async Task RecordOnceAsync(string verdict, string reason, string raw, CancellationToken cancellationToken)
    {
        LogUnreadable(logger, verdict, reason);
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{reason}\n{raw}")));
        var claim = new StateWrite.Claim(
            StateKeys.Inbox(JournalWriter.Unassigned, digest),
            time.GetUtcNow() + KnownFor);
        var outcome = await store.CommitAsync([claim, journal.Line(Line(verdict, reason, raw))], cancellationToken);
        if (outcome is SaveOutcome.LostRace)
        {
            throw new PortException(PortFailure.Unavailable, $"A signal could not be journalled: {reason} Send it again.");
        }
    }

    private JournalEntry Line(string verdict, string reason, string raw) => new(
        JournalWriter.Unassigned,
        time.GetUtcNow(),
        JournalKind.Unreadable,
        verdict,
        reason,
        Raw: raw);

    [LoggerMessage(1101, LogLevel.Warning, "A signal is only recorded ({Verdict}): {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string verdict, string reason);
}
