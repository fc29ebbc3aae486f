using System.Text.Json;

using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the AWS Mobile SDK sent; parsed only when a handler asks.</summary>
internal sealed class CognitoClientContext : IClientContext
{
    public IDictionary<string, string> Environment { get; private init; }

    public IClientApplication Client { get; private init; }

    public IDictionary<string, string> Custom { get; private init; }

    public static CognitoClientContext Parse(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new CognitoClientContext();
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new CognitoClientContext
        {
            Client = root.TryGetProperty("client", out var client) ? CognitoClientApplication.From(client) : null,
            Custom = Pairs(root, "custom"),
            Environment = Pairs(root, "env"),
        };
    }

    internal static string Text(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    private static Dictionary<string, string> Pairs(JsonElement root, string name)
        => root.TryGetProperty(name, out var pairs) && pairs.ValueKind == JsonValueKind.Object
            ? pairs.EnumerateObject().ToDictionary(pair => pair.Name, pair => Text(pairs, pair.Name))
            : null;
}
