using System.Text;
using System.Text.Json;
using ServerlessReadiness.Cli.Local;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Cli.Replay;

/// <summary>
/// Signals as they arrived, one JSON text a line: the payload of an invocation, or
/// <c>{ "at": instant, "payload": … }</c> with the instant at which it arrived.
/// </summary>
/// <param name="Signals">Those that can be replayed, in the file's order, each with its line's number.</param>
/// <param name="BadLines">The lines that were left out.</param>
internal sealed record Recording(
    IReadOnlyList<(int Number, SignalFile Signal)> Signals,
    IReadOnlyList<BadLine> BadLines)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static Recording Read(string path, byte[] bytes, string region)
    {
        var signals = new List<(int, SignalFile)>();
        var bad = new List<BadLine>();
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            try
            {
                signals.Add((number, SignalOf($"{path}:{number}", line, region)));
            }
            catch (FormatException e)
            {
                bad.Add(new BadLine(number, e.Message));
            }
            catch (JsonException e)
            {
                // The reader counts columns in bytes, from 0, and each line is a text of its own.
                var words = e.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
                bad.Add(new BadLine(number, $"not JSON at column {(e.BytePositionInLine ?? 0) + 1}: {words}"));
            }
        }

        return new Recording(signals, bad);
    }

    private static SignalFile SignalOf(string name, string line, string region)
    {
        using var document = JsonDocument.Parse(line, Strict);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            var found = root.ValueKind.ToString().ToLowerInvariant();
            throw new FormatException($"a recorded signal is an object, and this is a JSON {found}");
        }

        return root.TryGetProperty("payload", out var payload)
            ? SignalOf(name, TextOf(payload), region, InstantOf(root))
            : SignalOf(name, line, region, null);
    }

    private static SignalFile SignalOf(string name, string text, string region, DateTimeOffset? deliveredAt)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new SignalFile(name, bytes, SignalReader.Read(bytes, region)) { DeliveredAt = deliveredAt };
    }

    // A payload that was no JSON when it arrived can only be recorded as a text.
    private static string TextOf(JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => payload.GetRawText(),
        JsonValueKind.String => payload.GetString()!,
        _ => throw new FormatException("payload is neither an object nor a text"),
    };

    private static DateTimeOffset? InstantOf(JsonElement root)
    {
        var other = root.EnumerateObject().Select(m => m.Name).FirstOrDefault(n => n is not ("at" or "payload"));
        return other is not null
                ? throw new FormatException($"there is no member \"{other}\" beside payload; use at")
            : !root.TryGetProperty("at", out var at) || at.ValueKind == JsonValueKind.Null ? null
            : at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var instant) ? instant
            : throw new FormatException($"at is no instant: {at.GetRawText()}; write such as \"2026-11-27T00:40:00Z\"");
    }
}
