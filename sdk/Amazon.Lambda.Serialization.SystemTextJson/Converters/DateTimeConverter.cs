using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>
/// Reads a date as text, or as the number of seconds or milliseconds since 1970 that some services send.
/// </summary>
public class DateTimeConverter : JsonConverter<DateTime>
{
    /// <summary>As seconds this is the year 5138, as milliseconds it is 1973, so the two units do not meet.</summary>
    private const double SecondsMax = 100_000_000_000;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return reader.GetDateTime();
        }

        var number = reader.GetDouble();
        return Math.Abs(number) < SecondsMax
            ? DateTime.UnixEpoch.AddSeconds(number)
            : DateTime.UnixEpoch.AddMilliseconds(number);
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        => writer.WriteStringValue(value);
}
