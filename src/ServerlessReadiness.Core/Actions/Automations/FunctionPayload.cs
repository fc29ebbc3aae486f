using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ServerlessReadiness.Core.Actions.Automations;

/// <summary>What a function is given: the plan's JSON object, and by whom and for what it is asked.</summary>
public static class FunctionPayload
{
    /// <summary>A bound on the run's document, in which the payload is stored before it is sent.</summary>
    public const int LengthMax = 8_192;

    /// <summary>The names that are added; a plan's payload may not use them.</summary>
    public static IReadOnlyList<string> Added { get; } = ["event", "run", "step", "component", "token"];

    /// <summary>Why a payload cannot be used; null when it can.</summary>
    public static string? Refusal(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (payload.Length > LengthMax)
        {
            return $"the payload has {payload.Length} characters, more than {LengthMax}";
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? "the payload is no JSON object"
                : Added.FirstOrDefault(name => document.RootElement.TryGetProperty(name, out _)) is { } taken
                    ? $"the payload names \"{taken}\", which is added to it"
                    : null;
        }
        catch (JsonException e)
        {
            return $"the payload is no JSON: {e.Message}";
        }
    }

    internal static string Of(string payload, StepContext context, string token)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var document = JsonDocument.Parse(payload))
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                property.WriteTo(writer);
            }

            writer.WriteString("event", context.Run.Event.Value);
            writer.WriteString("run", context.Run.Id.Value);
            writer.WriteString("step", context.Step.Step.Name);
            writer.WriteString("component", context.Component.Name.Value);
            writer.WriteString("token", token);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
