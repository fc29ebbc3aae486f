using System.Diagnostics;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Core.Review.Canary;

/// <summary>
/// Follows the canary by what the journal holds of its alarm: our decision on it, the page, a person's answer. What comes
/// too late is lost, and where says which stations it has passed.
/// </summary>
public static class CanaryDecider
{
    /// <summary>The journal's word for AlarmResponder's decision on the canary.</summary>
    public const string SeenVerdict = "Canary";

    /// <summary>The journal's word for people having been told.</summary>
    public const string PagedVerdict = "CanaryPaged";

    /// <summary>The journal's word for people not having been told, with the cause as reason.</summary>
    public const string UnpagedVerdict = "CanaryUnpaged";

    /// <summary>CloudWatch acts within seconds; SNS may retry for a while.</summary>
    public static readonly TimeSpan SeenWithin = TimeSpan.FromMinutes(3);

    /// <summary>How long people have to answer, from the beginning on.</summary>
    public static readonly TimeSpan AcknowledgedWithin = TimeSpan.FromMinutes(20);

    /// <summary>CloudWatch's clock and ours.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(5);

    /// <param name="record">The proof so far.</param>
    /// <param name="journal">The journal's lines since it began, of any alarm, oldest first.</param>
    /// <param name="now">As of when.</param>
    public static CanaryRecord Next(CanaryRecord record, IReadOnlyCollection<JournalEntry> journal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        var lines = journal.Where(l => IsOurs(record, l)).ToList();
        var seen = record.SeenAt ?? lines.Find(l => l is { Kind: JournalKind.Decision, Verdict: SeenVerdict })?.At;
        var paged = record.PagedAt ?? lines.Find(l => l is { Kind: JournalKind.Page, Verdict: PagedVerdict })?.At;
        var answer = lines.Find(l => l.Kind == JournalKind.Person);
        var unpaged = lines.Find(l => l is { Kind: JournalKind.Outcome, Verdict: UnpagedVerdict });
        record = record with { SeenAt = seen, PagedAt = paged };
        return (record.State, seen, answer) switch
        {
            (CanaryState.Acknowledged or CanaryState.TimedOut, _, _) => record,
            (CanaryState.Set or CanaryState.Seen, not null, not null) => Acknowledged(record, answer),
            (CanaryState.Set, null, _) when now - record.SetAt > SeenWithin => Lost(record, BeforeUs(record, now)),
            (CanaryState.Set, null, _) => record,
            (_, not null, null) when now - record.SetAt > AcknowledgedWithin => Lost(record, BehindUs(record, unpaged)),
            (_, not null, null) => Seen(record, unpaged),
            _ => throw new UnreachableException($"No row for {record.State}."),
        };
    }

    /// <summary>By the alarm's name: a message without an ARN is journalled under one that was put together.</summary>
    private static bool IsOurs(CanaryRecord record, JournalEntry line) =>
        line.Alarm is { } alarm && alarm.Name == record.Alarm.Name && line.At >= record.SetAt - ClocksDiffer;

    private static CanaryRecord Acknowledged(CanaryRecord record, JournalEntry answer) => record with
    {
        State = CanaryState.Acknowledged,
        AcknowledgedAt = answer.At,
        AcknowledgedBy = answer.Cause ?? "a person",
        Reason = $"in our journal after {Seconds(record.SeenAfter)}, acknowledged by {answer.Cause ?? "a person"} after "
            + $"{Seconds(answer.At - record.SetAt)}",
    };

    private static CanaryRecord Seen(CanaryRecord record, JournalEntry? unpaged) => record with
    {
        State = CanaryState.Seen,
        Reason = $"in our journal after {Seconds(record.SeenAfter)}; "
            + (record.PagedAt is not null ? "people were told, and nobody has answered yet"
                : unpaged is not null ? $"people could not be told: {unpaged.Reason}"
                : "people are about to be told"),
    };

    private static CanaryRecord Lost(CanaryRecord record, string where) =>
        record with { State = CanaryState.TimedOut, Reason = where };

    private static string BeforeUs(CanaryRecord record, DateTimeOffset now) =>
        $"lost between CloudWatch and our journal: {Seconds(now - record.SetAt)} after alarm {record.Alarm.Name} was set, "
        + "AlarmResponder has not seen it; look at the alarm's history, the topic's policy and key, the subscription, and "
        + "AlarmResponder's dead letters";

    private static string BehindUs(CanaryRecord record, JournalEntry? unpaged) =>
        record.PagedAt is not null
            ? $"lost between the notifications topic and a person: told after {Seconds(record.PagedAt - record.SetAt)}, "
                + $"and nobody answered within {AcknowledgedWithin.TotalMinutes:0} minutes"
            : unpaged is not null
                ? $"lost between AlarmResponder and the notifications topic: {unpaged.Reason}"
                : "lost between AlarmResponder and the notifications topic: the journal has no page; look at "
                    + "AlarmResponder's log";

    private static string Seconds(TimeSpan? time) => time is { } known ? $"{Math.Max(0, known.TotalSeconds):0.0} s" : "?";
}
