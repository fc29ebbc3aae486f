using System.Text.Json;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>
/// What a hook's notification metadata names: a JSON object of texts, or one bare id such as eni-0abc1234.
/// </summary>
public static class HookMetadata
{
    public const string InterfaceKey = "networkInterfaceId";
    public const string AddressKey = "allocationId";

    /// <summary>The id under the key, or the whole text when it is an id with the prefix; null for none.</summary>
    public static string? Find(string? metadata, string key, string idPrefix)
    {
        if (string.IsNullOrWhiteSpace(metadata))
        {
            return null;
        }

        var text = metadata.Trim();
        if (text.StartsWith(idPrefix, StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace))
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(key, out var value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } id
                && id.StartsWith(idPrefix, StringComparison.Ordinal) ? id : null;
        }
        catch (JsonException)
        {
            // Metadata is free text: one that is no JSON names nothing.
            return null;
        }
    }
}
