using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.SNSEvents;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions.Signals;

/// <summary>
/// Turns the bytes of one invocation into signals, in order. Envelopes are told apart by their shape, because one
/// function is invoked by SNS, EventBridge, a schedule, CloudWatch itself, a hand-over of ours, and by messages that
/// are redriven from a queue or came to an on-failure destination. Nothing throws: what cannot be understood becomes
/// <see cref="Signal.Unreadable"/>, and one bad record leaves the others as they are.
/// </summary>
public static class SignalReader
{
    /// <summary>A redriven failure of an SNS message has three envelopes; more than this is no message.</summary>
    public const int EnvelopesMax = 6;

    private const string SendOnlyKnown =
        "send it an SNS, EventBridge, CloudWatch alarm or schedule event, or remove this trigger from the function";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="payload">The invocation's payload as it came.</param>
    /// <param name="functionRegion">The function's own region, for alarm messages that carry no ARN.</param>
    /// <returns>At least one signal.</returns>
    public static IReadOnlyList<Signal> Read(ReadOnlyMemory<byte> payload, string functionRegion)
    {
        if (payload.Span.StartsWith(ByteOrderMark))
        {
            payload = payload[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(payload.Span))
        {
            return [Unreadable(payload.Span, "it is not UTF-8 text")];
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            var signals = new List<Signal>(capacity: 1);
            ReadJson(document.RootElement, functionRegion, 1, signals);
            return signals;
        }
        catch (JsonException e)
        {
            return [Unreadable(payload.Span, $"it is not JSON ({e.Message.TrimEnd('.')})")];
        }
    }

    private static void ReadJson(JsonElement json, string region, int depth, List<Signal> signals)
    {
        if (depth > EnvelopesMax)
        {
            signals.Add(Unreadable(json, $"it lies in more than {EnvelopesMax} envelopes"));
        }
        else if (json.Member("Records").ValueKind == JsonValueKind.Array)
        {
            ReadRecords(json, region, depth, signals);
        }
        else if (json.Has("requestPayload"))
        {
            // An on-failure destination wraps the payload of the invocation that failed.
            ReadJson(json.Member("requestPayload"), region, depth + 1, signals);
        }
        else if (json.IsText("Message") && json.IsText("TopicArn"))
        {
            // SNS's own JSON, as HTTP endpoints and queues receive it.
            ReadSns(json, Typed(json, EnvelopeContext.Default.SNSMessage), region, depth, signals);
        }
        else
        {
            signals.Add(ReadOne(json, region));
        }
    }

    private static Signal ReadOne(JsonElement json, string region) => json switch
    {
        _ when json.Text("source") == HandOver.Source => HandOver.Read(json),
        _ when json.Has("alarmData") => AlarmMessage.FromDirectInvocation(json, region),
        _ when json.IsText("source") && (json.IsText("detail-type") || json.Text("source") == "aws.scheduler") =>
            ReadEvent(json, region),
        _ when json.IsText("AlarmName") || json.IsText("AlarmArn") => AlarmMessage.FromSns(json, region),
        _ when CommandReader.IsOne(json) => new Signal.Commanded(json.GetRawText(), null, null),
        _ when LifecycleMessage.IsOne(json) => LifecycleMessage.FromSns(json),
        _ => Unreadable(json, "its shape is none that a function answers"),
    };

    private static void ReadRecords(JsonElement json, string region, int depth, List<Signal> signals)
    {
        var count = signals.Count;
        foreach (var record in json.Member("Records").EnumerateArray())
        {
            var source = record.Text("EventSource") ?? record.Text("eventSource");
            if (source == "aws:sns")
            {
                var sns = record.Member("Sns");
                ReadSns(sns, Typed(record, EnvelopeContext.Default.SNSRecord)?.Sns, region, depth, signals);
            }
            else if (source == "aws:sqs" && record.Text("body") is { } body)
            {
                var thing = $"SQS message {RawText.Quote(record.Text("messageId"))}";
                ReadText(body, thing, region, depth + 1, signals);
            }
            else
            {
                signals.Add(Unreadable(record, $"it is a record of {RawText.Quote(source)} without a message"));
            }
        }

        if (signals.Count == count)
        {
            signals.Add(Unreadable(json, "its list of records is empty"));
        }
    }

    private static void ReadSns(
        JsonElement json, SNSEvent.SNSMessage? typed, string region, int depth, List<Signal> signals)
    {
        // Where a field we do not need has an unexpected type the whole record does not fit its class. The message
        // inside may still be an alarm, so it is then taken by name.
        var message = typed is null ? json.Text("Message") : typed.Message;
        var thing = $"SNS message {RawText.Quote(typed?.MessageId ?? json.Text("MessageId"))}";
        if (message is null)
        {
            signals.Add(Unreadable(json, $"{thing} holds no Message"));
            return;
        }

        var first = signals.Count;
        ReadText(message, thing, region, depth + 1, signals);
        for (var i = first; i < signals.Count; i++)
        {
            if (signals[i] is Signal.Commanded { MessageId: null } command)
            {
                // A command's lateness counts from when SNS took it, also when it is redriven days later.
                signals[i] = command with { MessageId = typed?.MessageId ?? json.Text("MessageId"), SentAt = SentAt(json) };
            }
        }
    }

    private static DateTimeOffset? SentAt(JsonElement sns) =>
        WireTime.TryParse(sns.Text("Timestamp"), out var at) ? at : null;

    private static void ReadText(string text, string thing, string region, int depth, List<Signal> signals)
    {
        using var document = WireJson.TryParse(text, out var problem);
        if (document is null)
        {
            signals.Add(new Signal.Unreadable(
                $"{thing}: its text is not JSON ({problem.TrimEnd('.')}); {SendOnlyKnown}.", RawText.Of(text)));
            return;
        }

        var first = signals.Count;
        ReadJson(document.RootElement, region, depth, signals);
        for (var i = first; i < signals.Count; i++)
        {
            if (signals[i] is Signal.Unreadable unreadable)
            {
                signals[i] = unreadable with { Reason = $"{thing}: {unreadable.Reason}" };
            }
        }
    }

    private static Signal ReadEvent(JsonElement json, string region)
    {
        var typed = Typed(json, EnvelopeContext.Default.CloudWatchEventJsonElement);
        if (typed is null)
        {
            return Unreadable(json, "its fields do not have the types of an EventBridge event");
        }

        var detail = typed.Detail;
        if (detail.ValueKind == JsonValueKind.String)
        {
            // EventBridge Scheduler sends the detail as a JSON text, and so do some input transformers.
            using var parsed = WireJson.TryParse(detail.AsText() ?? "", out _);
            detail = parsed?.RootElement.Clone() ?? default;
        }

        return EventMessage.Read(ToEnvelope(typed, detail, json), region);
    }

    private static EventEnvelope ToEnvelope(
        CloudWatchEvent<JsonElement> typed, JsonElement detail, JsonElement whole) => new(
        typed.Source,
        typed.DetailType,
        typed.Account,
        typed.Region,
        typed.Time == default ? null : new DateTimeOffset(typed.Time, TimeSpan.Zero),
        typed.Resources ?? [],
        detail,
        whole);

    /// <summary>The element as a type of the Lambda packages; null where it does not fit.</summary>
    private static T? Typed<T>(JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Deserialize(type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Signal.Unreadable Unreadable(JsonElement json, string problem) =>
        new($"message: {problem}; {SendOnlyKnown}.",
            json.ValueKind == JsonValueKind.Undefined ? "" : RawText.Of(json.GetRawText()));

    private static Signal.Unreadable Unreadable(ReadOnlySpan<byte> bytes, string problem) =>
        new($"payload of {bytes.Length} bytes: {problem}; {SendOnlyKnown}.", RawText.Of(bytes));
}
