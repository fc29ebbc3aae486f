using System.Globalization;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>Instants as people type them: from now, of the day on the event's clocks, or written out.</summary>
internal static class Instants
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <exception cref="CliException">The text is no instant.</exception>
    public static async Task<DateTimeOffset?> OfAsync(
        string? text,
        Records records,
        EventId eventId,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            var status = await records.Status.ReadAsync(eventId, cancellationToken);
            return status is null
                ? throw new CliException(ExitCodes.No, $"there is no event {eventId}", "see readiness status")
                : Next(new PlanClocks(status.Plan), time, now);
        }

        return Written(text) ?? now + Spans.Parse(text, "--until");
    }

    /// <summary>An instant that is written out, with its offset; null for none.</summary>
    /// <exception cref="CliException">The text is no such instant.</exception>
    public static DateTimeOffset? Exact(string? text, string option) => text is null ? null
        : Written(text) ?? throw CliException.BadInput(
            $"{option} \"{text}\" is no instant",
            "write it with its offset, such as 2026-11-20T09:00+09:00");

    // An instant without an offset would mean another moment to each who reads it.
    private static DateTimeOffset? Written(string text) =>
        text.Length > 0 && (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;

    /// <summary>The next moment at which the event's clocks show the time.</summary>
    internal static DateTimeOffset Next(PlanClocks clocks, TimeOnly time, DateTimeOffset now)
    {
        for (var day = clocks.ToLocal(now).Date; ; day += Day)
        {
            // None in the hour that a change to summer time skips: then the next day has one.
            var found = clocks.InstantsOf(day + time.ToTimeSpan()).Where(i => i > now).ToList();
            if (found.Count > 0)
            {
                return found[0].ToUniversalTime();
            }
        }
    }
}
