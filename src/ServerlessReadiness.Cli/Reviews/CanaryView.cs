using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>The proof that an alarm comes to a person, for people and for programs.</summary>
internal static class CanaryView
{
    public static CanaryRecord? Last(ReviewFacts facts) => facts.Canaries.Items.MaxBy(c => c.SetAt);

    /// <summary>What a person has to type who is paged by the canary; the page says the same.</summary>
    public static string Answer(EventId eventId) =>
        $"readiness ack {CanaryAlarm.NameOf(eventId)} --event {eventId} --reason \"seen\"";

    public static void Show(Screen screen, ReviewFacts facts)
    {
        if (facts.Canaries.Unread.Count > 0)
        {
            return;
        }

        if (Last(facts) is not { } last)
        {
            screen.Line("Canary: nobody has tried whether an alarm comes to a person; "
                + $"readiness review alarms --event {facts.Plan.Event} --canary does.");
            screen.Line();
            return;
        }

        screen.Line($"Canary of {last.SetAt:u} for {last.By}: {Word(last.State)}; {last.Reason}.");
        screen.Line($"  To our journal: {Seconds(last.SeenAfter)}. To a person: {Seconds(last.AcknowledgedAfter)}.");
        if (!last.IsOver)
        {
            screen.Line($"  Whoever was paged answers: {Answer(last.Event)}");
        }
        else if (!last.IsReset)
        {
            screen.Line($"  Alarm {last.Alarm.Name} could not be set back to OK; the next look tries again.");
        }

        screen.Line();
    }

    public static void ShowEnd(Screen screen, CanaryRecord record)
    {
        screen.Verdict(
            record.State == CanaryState.Acknowledged,
            record.State == CanaryState.Acknowledged
                ? $"Proven: {record.Reason}."
                : $"Not proven: {record.Reason}.");
        screen.Line($"To our journal: {Seconds(record.SeenAfter)}. "
            + $"People told: {Seconds(record.PagedAt - record.SetAt)}. To a person: {Seconds(record.AcknowledgedAfter)}.");
    }

    public static JsonObject ToJson(CanaryRecord record) => new()
    {
        ["alarm"] = record.Alarm.Value,
        ["setAt"] = record.SetAt,
        ["by"] = record.By,
        ["state"] = record.State.ToString(),
        ["reason"] = record.Reason,
        ["seenSeconds"] = record.SeenAfter?.TotalSeconds,
        ["pagedSeconds"] = (record.PagedAt - record.SetAt)?.TotalSeconds,
        ["acknowledgedSeconds"] = record.AcknowledgedAfter?.TotalSeconds,
        ["acknowledgedBy"] = record.AcknowledgedBy,
        ["isReset"] = record.IsReset,
    };

    public static string Seconds(TimeSpan? time) => time is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, known.TotalSeconds):0.0} s")
        : "never";

    private static string Word(CanaryState state) => state switch
    {
        CanaryState.Set => "set",
        CanaryState.Seen => "in our journal",
        CanaryState.Acknowledged => "acknowledged",
        _ => "LOST",
    };
}
