using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Reads payloads and writes responses; a derived class says how one type is converted. Whatever fails becomes a
/// <see cref="JsonSerializerException"/> that names the type.
/// </summary>
public abstract class AbstractLambdaJsonSerializer
{
    private const string DebugVariable = "LAMBDA_NET_SERIALIZER_DEBUG";

    private readonly bool _writesPayloadsToLog;

    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer)
    {
        // Output goes to Lambda, not into a page, so nothing beyond what JSON itself needs is escaped.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        jsonWriterCustomizer?.Invoke(options);
        WriterOptions = options;
        _writesPayloadsToLog = string.Equals(
            Environment.GetEnvironmentVariable(DebugVariable), "true", StringComparison.OrdinalIgnoreCase);
    }

    protected JsonWriterOptions WriterOptions { get; }

    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            {
                InternalSerialize(writer, response);
            }

            // Written in one piece: a conversion that fails midway leaves the stream untouched.
            responseStream.Write(buffer.WrittenSpan);
            if (_writesPayloadsToLog)
            {
                LogPayload("Serialize", typeof(T), buffer.WrittenSpan);
            }
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the response object of type {typeof(T).FullName} from the Lambda function to JSON: "
                + e.Message, e);
        }
    }

    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            var utf8Json = ReadAll(requestStream);
            if (_writesPayloadsToLog)
            {
                LogPayload("Deserialize", typeof(T), utf8Json);
            }

            return InternalDeserialize<T>(utf8Json);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Names in any case are accepted, nulls are not written, and dates, streams and bytes read as AWS sends them.
    /// </summary>
    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions()
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = true,
            PropertyNamingPolicy = new AwsNamingPolicy(),
        };
        options.Converters.Add(new DateTimeConverter());
        options.Converters.Add(new MemoryStreamConverter());
        options.Converters.Add(new ByteArrayConverter());
        return options;
    }

    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    private static byte[] ReadAll(Stream stream)
    {
        // The runtime loop hands over exactly one array; taking it spares a copy of up to 6 MB.
        if (stream is MemoryStream whole && whole.Position == 0 && whole.TryGetBuffer(out var segment)
            && segment.Offset == 0 && segment.Count == segment.Array.Length)
        {
            return segment.Array;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static void LogPayload(string verb, Type type, ReadOnlySpan<byte> utf8Json)
        => Console.WriteLine($"Lambda {verb} {type.FullName}: {Encoding.UTF8.GetString(utf8Json)}");
}
