using System.Text;
using System.Text.Json;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>What a recorded signal was before a topic delivered it, so that it can be published again.</summary>
internal static class TopicMessages
{
    /// <summary>The messages inside an envelope of SNS; of anything else, the file's text as it is.</summary>
    /// <exception cref="CliException">The file holds nothing to publish.</exception>
    public static IReadOnlyList<string> Of(string file, byte[] payload)
    {
        var text = Encoding.UTF8.GetString(payload).TrimStart('\uFEFF');
        var inner = Inner(text);
        if (inner is [] || (inner is null && string.IsNullOrWhiteSpace(text)))
        {
            throw CliException.BadInput($"{file}: there is no message in it", "name a file with a recorded signal");
        }

        return inner ?? [text];
    }

    private static List<string>? Inner(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? null
                : root.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array
                    && records.EnumerateArray().Any(IsSns)
                    ? [
                        .. records.EnumerateArray()
                            .Where(IsSns)
                            .Select(r => MessageOf(r.GetProperty("Sns")))
                            .OfType<string>(),
                    ]
                : root.TryGetProperty("TopicArn", out _) && MessageOf(root) is { } message ? [message]
                : null;
        }
        catch (JsonException)
        {
            // Not JSON: whoever subscribes must cope with it, which is worth trying.
            return null;
        }
    }

    private static bool IsSns(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object
        && record.TryGetProperty("Sns", out var sns) && sns.ValueKind == JsonValueKind.Object;

    private static string? MessageOf(JsonElement sns) =>
        sns.TryGetProperty("Message", out var message) && message.ValueKind == JsonValueKind.String
            ? message.GetString()
            : null;
}
