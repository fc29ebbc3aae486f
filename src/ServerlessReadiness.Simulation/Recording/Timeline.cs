using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Recording;

/// <summary>What happened, one JSON text a line. Kept only when asked for.</summary>
internal sealed class Timeline(bool isKept)
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The lines are files of their own, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line; a part without a value is left out.</summary>
    public void Add(long atMs, string kind, params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        if (!isKept)
        {
            return;
        }

        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString(
                "at",
                Instant.Of(atMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("kind", kind);
            foreach (var (name, value) in parts)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            json.WriteEndObject();
        }

        _lines.Add(Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }
}
