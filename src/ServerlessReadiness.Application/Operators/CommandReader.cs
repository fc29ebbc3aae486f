using System.Text.Json;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Reads commands strictly. Nothing throws: what does not fit is a problem in words.</summary>
public static class CommandReader
{
    /// <summary>A command needs a fraction of this.</summary>
    public const int BytesMax = 16 * 1024;

    private const string See = "docs/OPERATING.md shows each command";

    /// <summary>Whether a JSON text claims to be a command.</summary>
    public static bool IsOne(JsonElement json) => json.Member("command").ValueKind == JsonValueKind.Object;

    /// <param name="json">The document's text.</param>
    /// <param name="way">What the way that it came by says.</param>
    public static CommandReading Read(string json, CommandWay way)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (System.Text.Encoding.UTF8.GetByteCount(json) > BytesMax)
        {
            return Problem($"it has more than {BytesMax} bytes; {See}");
        }

        CommandDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, CommandJson.Default.CommandDocument);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return Problem($"{Plain(e)}; {See}");
        }

        return document is null ? Problem($"it is null; {See}") : Of(document, way);
    }

    /// <summary>The wire form of a command.</summary>
    public static string Write(OperatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return JsonSerializer.Serialize(
            new CommandDocument
            {
                Id = request.Id.Value,
                Event = request.Event.Value,
                Reason = request.Reason,
                IssuedAt = request.IssuedAt,
                NotAfter = request.NotAfter,
                Command = request.Command,
            },
            CommandJson.Default.CommandDocument);
    }

    private static CommandReading Of(CommandDocument document, CommandWay way)
    {
        if (way.Id is not null && document.Id is not null && way.Id != document.Id)
        {
            return Problem($"its id {RawText.Quote(document.Id)} is not the {RawText.Quote(way.Id)} that it came under; "
                + "leave one out");
        }

        if (way.Event is { } there && document.Event is not null && there.Value != document.Event)
        {
            return Problem($"its event {RawText.Quote(document.Event)} is not {there}; leave it out");
        }

        var idText = document.Id ?? way.Id ?? way.IdIfNone;
        var eventText = document.Event ?? way.Event?.Value;
        return (CommandId.TryParse(idText, out var id), EventId.TryParse(eventText, out var eventId), document) switch
        {
            (false, _, _) => Problem($"its id is {RawText.Quote(idText)}; {CommandId.Rule}"),
            (_, false, _) => Problem($"its event is {RawText.Quote(eventText)}; {EventId.Rule}"),
            (_, _, { Command: null }) => Problem($"it holds no command; {See}"),
            (_, _, { Reason: null }) => Problem("it has no reason; say in a few words why"),
            (_, _, { Command: { } command, Reason: { } reason }) => new CommandReading(
                new OperatorRequest(
                    id,
                    eventId,
                    command,
                    reason.Trim(),
                    document.IssuedAt ?? way.SentAt,
                    document.NotAfter),
                null),
        };
    }

    private static CommandReading Problem(string problem) => new(null, problem);

    // The serializer's words name the place; what follows is for who wrote the code.
    private static string Plain(Exception e) => e.Message.Replace('\n', ' ').Split(". Path:")[0].TrimEnd('.')
        + (e is JsonException { Path: { Length: > 1 } path } ? $" (at {path})" : "");
}
