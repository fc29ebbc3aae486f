using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.ExceptionHandling;

/// <summary>
/// An exception as Lambda reports it to the caller: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>,
/// <c>cause</c>, and <c>causes</c> for an aggregate. Bounded on every side, since Lambda refuses large reports.
/// </summary>
internal static class ErrorReport
{
    private const int CauseDepthMax = 8;
    private const int CausesMax = 10;
    private const int FramesMax = 64;
    private const int TextCharactersMax = 16 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> ToJson(Exception exception)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteMembers(json, exception);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The type for a header, which holds ASCII only while a C# name may not.</summary>
    public static string HeaderOf(Exception exception)
        => string.Create(TypeOf(exception).Length, TypeOf(exception), static (ascii, name) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                ascii[i] = name[i] is > ' ' and <= '~' ? name[i] : '?';
            }
        });

    public static void WriteMembers(Utf8JsonWriter json, Exception exception) =>
        WriteMembers(json, exception, depth: 0);

    private static void WriteMembers(Utf8JsonWriter json, Exception exception, int depth)
    {
        json.WriteString("errorType", TypeOf(exception));
        json.WriteString("errorMessage", Bounded(exception.Message));
        WriteStackTrace(json, exception.StackTrace);
        if (depth == CauseDepthMax)
        {
            return;
        }

        if (exception.InnerException is { } cause)
        {
            json.WriteStartObject("cause");
            WriteMembers(json, cause, depth + 1);
            json.WriteEndObject();
        }

        if (exception is AggregateException { InnerExceptions.Count: > 1 } aggregate)
        {
            json.WriteStartArray("causes");
            foreach (var one in aggregate.InnerExceptions.Take(CausesMax))
            {
                // One level only: trees of aggregates would multiply.
                json.WriteStartObject();
                WriteMembers(json, one, CauseDepthMax);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteStackTrace(Utf8JsonWriter json, string stackTrace)
    {
        if (stackTrace is null)
        {
            return;
        }

        json.WriteStartArray("stackTrace");
        var frames = 0;
        foreach (var line in stackTrace.AsSpan().EnumerateLines())
        {
            if (frames++ == FramesMax)
            {
                break;
            }

            json.WriteStringValue(line.Trim());
        }

        json.WriteEndArray();
    }

    private static string TypeOf(Exception exception)
        => exception is ResponseTooLargeException ? ResponseTooLargeException.ReportedType : exception.GetType().Name;

    /// <summary>Cuts long text, and never between the two halves of one character.</summary>
    private static string Bounded(string text)
    {
        if (text is null || text.Length <= TextCharactersMax)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[TextCharactersMax - 1]) ? TextCharactersMax - 1 : TextCharactersMax;
        return text[..length];
    }
}
