using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions.Signals;

/// <summary>
/// Reads an envelope's time in any spelling AWS uses. What cannot be read becomes <c>default</c>: the envelope's time
/// is no part of an alarm, and must not keep one from being answered.
/// </summary>
internal sealed class LenientDateTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return WireTime.TryParse(reader.GetString(), out var instant) ? instant.UtcDateTime : default;
        }

        reader.Skip();
        return default;
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
