using System.Text.Json;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>Optional properties of a model.</summary>
internal static class JsonElementExtensions
{
    public static JsonElement? Child(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(this JsonElement element, string name) => element.Child(name)?.GetString();

    public static bool Flag(this JsonElement element, string name) =>
        element.Child(name)?.ValueKind == JsonValueKind.True;
}
