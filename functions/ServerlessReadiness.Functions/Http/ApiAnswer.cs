using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;

namespace ServerlessReadiness.Functions.Http;

/// <summary>An answer of the API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The document; null for none.</param>
internal sealed record ApiAnswer(int Status, JsonObject? Body)
{
    public const string Json = "application/json";

    /// <summary>Shorter texts are not worth compressing.</summary>
    private const int CompressFrom = 2_000;

    /// <summary>The body where it is no document of ours made here; null for <see cref="Body"/>.</summary>
    public string? Text { get; init; }

    public string ContentType { get; init; } = Json;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public ApiAnswer With(string header, string value) => this with
    {
        Headers = new Dictionary<string, string>(Headers) { [header] = value },
    };

    /// <param name="acceptsGzip">Whether the caller can read a compressed body.</param>
    public Stream Write(bool acceptsGzip = false)
    {
        var headers = new Dictionary<string, string>
        {
            // What is shown is how things stand now; no cache may say otherwise. Files of the page say so themselves.
            ["cache-control"] = "no-store",
            ["x-content-type-options"] = "nosniff",
        };
        var text = Text ?? Body?.ToJsonString() ?? "";
        if (text.Length > 0)
        {
            headers["content-type"] = ContentType;
        }

        foreach (var (name, value) in Headers)
        {
            headers[name] = value;
        }

        var isPacked = acceptsGzip && text.Length >= CompressFrom;
        if (isPacked)
        {
            headers["content-encoding"] = "gzip";
            headers["vary"] = "accept-encoding";
        }

        var stream = new MemoryStream();
        var response = new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = Status,
            Headers = headers,
            Body = isPacked ? Packed(text) : text,
            IsBase64Encoded = isPacked,
        };
        JsonSerializer.Serialize(stream, response, ApiJson.Default.APIGatewayHttpApiV2ProxyResponse);
        stream.Position = 0;
        return stream;
    }

    private static string Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
