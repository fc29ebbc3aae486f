using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests.Web;

/// <summary>What a server answered; header names in lower case.</summary>
internal sealed record LoopbackAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>Which problem it is; null when it is none.</summary>
    public string? Problem =>
        Headers.GetValueOrDefault("content-type") == "application/problem+json"
            ? Json["type"]!.GetValue<string>().Split(':')[^1]
            : null;
}
