using System.Text;
using System.Text.Json;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Functions.Http;

/// <summary>What can be asked. Every way leads to the one command model.</summary>
internal sealed class ApiWrites(Host host)
{
    private const string KeyHeader = "idempotency-key";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/events/{event}/commands", (request, path, stop) => CommandAsync(request, path[0], stop)),
        new("POST", "/events/{event}/alarms/acknowledgements", AcknowledgeAsync),
        new("PUT", "/events/{event}/mode", ModeAsync),
    ];

    private Task<ApiAnswer> CommandAsync(ApiRequest request, string eventText, CancellationToken stop) =>
        ReadAsync(request, eventText, needsKey: true, bytes => Encoding.UTF8.GetString(bytes.Span), null, stop);

    private Task<ApiAnswer> AcknowledgeAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop) =>
        ReadAsync(
            request,
            path[0],
            needsKey: true,
            bytes => JsonSerializer.Deserialize(bytes.Span, BodyJson.Default.AcknowledgeBody) is { } body
                ? Text(body.Reason, body.NotAfter, new OperatorCommand.AcknowledgeAlarm(body.Alarm, body.Until))
                : "null",
            null,
            stop);

    /// <summary>Sets the mode as it was seen in an answer before; a pause alone needs to have seen nothing.</summary>
    private Task<ApiAnswer> ModeAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop)
    {
        var seen = request.Header("if-match");
        return ReadAsync(
            request,
            path[0],
            needsKey: false,
            bytes => JsonSerializer.Deserialize(bytes.Span, BodyJson.Default.ModeBody) is { } body
                ? Text(body.Reason, body.NotAfter, CommandOf(body.Mode))
                : "null",
            command => command is OperatorCommand.PauseEvent || seen is not null ? null : ApiProblem.Of(
                428,
                "precondition-required",
                "Say which state you mean",
                "the mode is changed only by who says what it was: the request has no If-Match",
                "send the ETag of GET /events/{event} in If-Match"),
            stop);
    }

    private async Task<ApiAnswer> ReadAsync(
        ApiRequest request,
        string eventText,
        bool needsKey,
        Func<ReadOnlyMemory<byte>, string> toCommand,
        Func<OperatorCommand, ApiAnswer?>? refuse,
        CancellationToken stop)
    {
        if (!EventId.TryParse(eventText, out var eventId))
        {
            return ApiReads.NoEvent(eventText);
        }

        var key = request.Header(KeyHeader);
        if (key is null && needsKey)
        {
            return ApiProblem.BadInput(
                "the request has no Idempotency-Key",
                "send one of your own, such as a ULID; repeat the request with the same one if no answer comes");
        }

        if (BodyProblem(request) is { } problem)
        {
            return problem;
        }

        CommandReading reading;
        try
        {
            var way = new CommandWay(request.At) { Id = key, IdIfNone = $"api-{request.Id}", Event = eventId };
            reading = CommandReader.Read(toCommand(request.Body), way);
        }
        catch (JsonException e)
        {
            reading = new CommandReading(null, $"{e.Message.Split(". Path:")[0].TrimEnd('.')}; see docs/openapi.yaml");
        }

        if (reading.Request is not { } command)
        {
            var (cause, next) = Split(reading.Problem!);
            await host.Commands.RefuseUnreadableAsync(
                eventId,
                request.Caller!,
                $"the command cannot be read: {cause}; {next}",
                RawText.Of(request.Body.Span),
                stop);
            return ApiProblem.BadInput($"the command cannot be read: {cause}", next);
        }

        return refuse?.Invoke(command.Command) ?? await DoAsync(request, command, stop);
    }

    private async Task<ApiAnswer> DoAsync(ApiRequest request, OperatorRequest command, CancellationToken stop)
    {
        if (!TryVersion(request.Header("if-match"), out var expected))
        {
            return ApiProblem.Of(
                412,
                "changed",
                "The event is not as you last saw it",
                "If-Match names no version of the event",
                "send the ETag of GET /events/{event}, as it is");
        }

        var record = await host.Commands.HandleAsync(command, request.Caller!, expected, stop);
        await host.ShowAsync(command.Event, isAwaited: true);
        if (record.State == CommandState.Refused)
        {
            return ApiProblem.Of(record);
        }

        var status = record.State == CommandState.Done ? 200 : 202;
        return new ApiAnswer(status, ApiDocuments.Of(record))
            .With("location", $"/events/{command.Event}/commands/{Uri.EscapeDataString(command.Id.Value)}");
    }

    /// <summary>One strong tag, <c>*</c> or none. A weak one says nothing of what must not have changed.</summary>
    private static bool TryVersion(string? ifMatch, out long? version)
    {
        version = null;
        if (ifMatch is null or "*")
        {
            return true;
        }

        if (ifMatch.Trim() is ['"', .. var inner, '"'] && long.TryParse(inner, out var number))
        {
            version = number;
            return true;
        }

        return false;
    }

    private static ApiAnswer? BodyProblem(ApiRequest request)
    {
        var type = request.Header("content-type")?.Split(';')[0].Trim();
        if (!string.Equals(type, ApiAnswer.Json, StringComparison.OrdinalIgnoreCase))
        {
            return ApiProblem.Of(
                415,
                "unsupported-media-type",
                "The body is of a type that is not read",
                $"the body is {type ?? "of no type"}",
                $"send {ApiAnswer.Json}");
        }

        return request.Body.Length > CommandReader.BytesMax
            ? ApiProblem.Of(
                413,
                "too-large",
                "The body is too large",
                $"the body has {request.Body.Length} bytes",
                $"send at most {CommandReader.BytesMax}")
            : null;
    }

    private static OperatorCommand CommandOf(AutomationMode mode) => mode switch
    {
        AutomationMode.Act => new OperatorCommand.ResumeEvent(),
        AutomationMode.Observe => new OperatorCommand.ObserveEvent(),
        AutomationMode.Paused => new OperatorCommand.PauseEvent(),
        _ => throw new JsonException("The mode is none that is known; use Act, Observe or Paused."),
    };

    private static string Text(string reason, DateTimeOffset? notAfter, OperatorCommand command) =>
        JsonSerializer.Serialize(
            new CommandDocument { Reason = reason, NotAfter = notAfter, Command = command },
            CommandJson.Default.CommandDocument);

    private static (string Cause, string Next) Split(string problem)
    {
        var cut = problem.LastIndexOf("; ", StringComparison.Ordinal);
        return cut < 0 ? (problem, "see docs/openapi.yaml") : (problem[..cut], problem[(cut + 2)..]);
    }
}
