using System.Text.Json;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Signals;

/// <summary>Our own payload, by which one function hands a due run to Executor, and by which Reviewer is asked.</summary>
public static class HandOver
{
    public const string Source = "serverless-readiness";

    private const string EventName = "event";
    private const string RunName = "run";
    private const string CommandName = "command";
    private const string ReviewName = "review";

    /// <summary>Writes what <see cref="Read"/> reads. Neither id can hold a character that JSON escapes.</summary>
    public static string Write(EventId eventId, RunId run) =>
        $$"""{"source":"{{Source}}","{{EventName}}":"{{eventId}}","{{RunName}}":"{{run}}"}""";

    /// <summary>The same for an accepted command. It carries the command's name only: who may do what was decided
    /// when it was accepted, and nothing in here could change that.</summary>
    public static string Write(EventId eventId, CommandId command) =>
        $$"""{"source":"{{Source}}","{{EventName}}":"{{eventId}}","{{CommandName}}":"{{command}}"}""";

    /// <summary>Asks Reviewer to review an event at once.</summary>
    public static string WriteReview(EventId eventId) =>
        $$"""{"source":"{{Source}}","{{EventName}}":"{{eventId}}","{{ReviewName}}":"now"}""";

    public static Signal Read(JsonElement payload)
    {
        var eventText = payload.Text(EventName);
        var runText = payload.Text(RunName);
        if (payload.Text(CommandName) is { } commandText)
        {
            return (EventId.TryParse(eventText, out var owner), CommandId.TryParse(commandText, out var command)) switch
            {
                (true, true) => new Signal.CommandDue(owner, command),
                (false, _) => Unreadable(payload, $"event {RawText.Quote(eventText)}; {EventId.Rule}"),
                _ => Unreadable(payload, $"command {RawText.Quote(commandText)}; {CommandId.Rule}"),
            };
        }

        if (payload.Has(ReviewName))
        {
            return EventId.TryParse(eventText, out var reviewed)
                ? new Signal.ReviewAsked(reviewed)
                : Unreadable(payload, $"event {RawText.Quote(eventText)}; {EventId.Rule}");
        }

        return (EventId.TryParse(eventText, out var eventId), RunId.TryParse(runText, out var run)) switch
        {
            (true, true) => new Signal.RunDue(eventId, run),
            (false, _) => Unreadable(payload, $"event {RawText.Quote(eventText)}; {EventId.Rule}"),
            _ => Unreadable(payload, $"run {RawText.Quote(runText)}; {RunId.Rule}"),
        };
    }

    private static Signal.Unreadable Unreadable(JsonElement payload, string problem) =>
        new($"hand-over: it names {problem}.", RawText.Of(payload.GetRawText()));
}
