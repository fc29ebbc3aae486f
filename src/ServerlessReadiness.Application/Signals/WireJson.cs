using System.Text.Json;

namespace ServerlessReadiness.Application.Signals;

/// <summary>
/// Reads JSON that others wrote, field by field and without exceptions: what is absent or of another type reads as
/// absent. Walking the few fields that are needed starts faster in a native binary than a deserializer's types do.
/// </summary>
public static class WireJson
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>A member of an object; an undefined element where there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        try
        {
            return element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // A sibling's name holds half of a surrogate pair. An object with such a name is none that AWS writes.
            return default;
        }
    }

    /// <summary>A member's text; null when there is none.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name).AsText();

    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text. The escape itself is kept, so that a reason stays readable.
            return element.GetRawText()[1..^1];
        }
    }

    public static bool Has(this JsonElement element, string name) =>
        element.Member(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public static bool IsText(this JsonElement element, string name) =>
        element.Member(name).ValueKind == JsonValueKind.String;

    /// <summary>The items of an array; none when it is not an array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    /// <summary>Parses a JSON text that was carried inside a string. The caller disposes of the document.</summary>
    /// <returns>Null when the text is not JSON; <paramref name="problem"/> says why.</returns>
    public static JsonDocument? TryParse(string text, out string problem)
    {
        try
        {
            problem = "";
            return JsonDocument.Parse(text.AsMemory().TrimStart(ByteOrderMark));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            problem = e.Message;
            return null;
        }
    }
}
