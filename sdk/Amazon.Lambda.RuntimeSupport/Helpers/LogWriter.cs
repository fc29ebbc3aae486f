using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.ExceptionHandling;

namespace Amazon.Lambda.RuntimeSupport.Helpers;

/// <summary>
/// Writes log lines to standard output at once: a line that waits for a background writer is lost when Lambda freezes
/// the process. One line is one write, so lines of several threads do not mix.
/// </summary>
internal sealed class LogWriter
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly string[] OwnMembers =
    [
        "timestamp", "level", "requestId", "traceId", "message", "errorType", "errorMessage", "stackTrace", "cause",
        "causes",
    ];

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Stream _output;
    private readonly bool _json;
    private readonly LogLevel _lowest;

    public LogWriter(Stream output, string format, string lowestLevel)
    {
        _output = output;
        _json = string.Equals(format, "JSON", StringComparison.OrdinalIgnoreCase);
        _lowest = string.IsNullOrEmpty(lowestLevel) ? LogLevel.Trace : LogLevels.Parse(lowestLevel);
    }

    /// <summary>Standard output as a stream: Console.Out would cost encodings and a terminal at start.</summary>
    public static LogWriter ForStandardOutput() => new(
        Console.OpenStandardOutput(),
        Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"),
        Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));

    public void Write(LogLevel level, string message) => Write(level, message, [], null, null, null);

    public void Write(
        LogLevel level, string message, object[] args, Exception exception, string requestId, string traceId)
    {
        if (level < _lowest)
        {
            return;
        }

        lock (_gate)
        {
            _buffer.ResetWrittenCount();
            if (_json)
            {
                WriteJson(level, message, args, exception, requestId, traceId);
            }
            else
            {
                WriteText(level, message, args, exception, requestId);
            }

            _buffer.Write("\n"u8);
            _output.Write(_buffer.WrittenSpan);
            _output.Flush();
        }
    }

    private static string Now() =>
        DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void WriteText(LogLevel level, string message, object[] args, Exception exception, string requestId)
    {
        var text = MessageTemplate.Format(message, args, onValue: null);
        var line = $"{Now()}\t{requestId}\t{LogLevels.Abbreviate(level)}\t{text}";
        if (exception is not null)
        {
            line += "\n" + exception;
        }

        Encoding.UTF8.GetBytes(line, _buffer);
    }

    private void WriteJson(
        LogLevel level, string message, object[] args, Exception exception, string requestId, string traceId)
    {
        using var json = new Utf8JsonWriter(_buffer, JsonOptions);
        json.WriteStartObject();
        json.WriteString("timestamp", Now());
        json.WriteString("level", level.ToString());
        WriteIfPresent(json, "requestId", requestId);
        WriteIfPresent(json, "traceId", traceId);
        var onValue = args is { Length: > 0 } ? NewValuesInto(json) : null;
        json.WriteString("message", MessageTemplate.Format(message, args, onValue));
        if (exception is not null)
        {
            ErrorReport.WriteMembers(json, exception);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes each value once, and none under the name of a member that the line has anyway.</summary>
    private static Action<string, object> NewValuesInto(Utf8JsonWriter json)
    {
        var written = new HashSet<string>(OwnMembers, StringComparer.Ordinal);
        return (name, value) =>
        {
            if (written.Add(name))
            {
                WriteValue(json, name, value);
            }
        };
    }

    private static void WriteIfPresent(Utf8JsonWriter json, string name, string value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case decimal number: json.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
            case DateTimeOffset time: json.WriteString(name, time); break;
            case DateTime time: json.WriteString(name, time); break;
            default: json.WriteString(name, MessageTemplate.ToText(value, format: null)); break;
        }
    }
}
