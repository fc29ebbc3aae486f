using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>A request as it arrived.</summary>
internal sealed record ReceivedRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body, DateTimeOffset At)
{
    /// <summary>The body as it came, for what is no text.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>Parameters of a query-protocol request.</summary>
    public IReadOnlyDictionary<string, string> Form => QueryHelpers.ParseQuery(Body)
        .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    public JsonElement Json => JsonElement.Parse(Body);

    public XElement Xml => XElement.Parse(Body);

    /// <summary>The time that the client believed it was when it signed.</summary>
    public DateTimeOffset SignedAt => DateTimeOffset.ParseExact(
        Headers["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static async Task<ReceivedRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var bytes = body.ToArray();
        return new ReceivedRequest(
            request.Method,
            request.Path,
            request.QueryString.ToString(),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(bytes),
            DateTimeOffset.UtcNow)
        {
            Bytes = bytes,
        };
    }
}
