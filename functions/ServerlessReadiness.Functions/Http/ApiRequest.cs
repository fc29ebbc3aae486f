using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Functions.Http;

/// <summary>A request as the routes see it.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">The path's segments, decoded.</param>
/// <param name="Query">The query's values.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="Caller">Who asks; null when the authorizer said nothing.</param>
/// <param name="At">When API Gateway took it.</param>
/// <param name="Id">API Gateway's id of it.</param>
internal sealed record ApiRequest(
    string Method,
    IReadOnlyList<string> Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    Caller? Caller,
    DateTimeOffset At,
    string Id)
{
    /// <summary>Where callers with a token come in: one route has one authorizer.</summary>
    private const string TokenPrefix = "jwt";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>What the caller calls us: the API's own domain, or a custom one.</summary>
    public string? Domain { get; private init; }

    /// <summary>
    /// The origin of another site whose script sends this; null for none. A page of our own names our own domain, and
    /// who is no browser names none.
    /// </summary>
    public string? ForeignOrigin => Header("origin") is { } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, Domain, StringComparison.OrdinalIgnoreCase))
        ? origin
        : null;

    /// <summary>Whether the caller can read a compressed body.</summary>
    public bool AcceptsGzip =>
        Header("accept-encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true;

    public static ApiRequest Of(APIGatewayHttpApiV2ProxyRequest request, DateTimeOffset now)
    {
        var context = request.RequestContext;
        var path = (context?.Http?.Path ?? request.RawPath ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Uri.UnescapeDataString)
            .ToList();
        var caller = ApiCallers.Of(context?.Authorizer);
        if (caller is Caller.Jwt && path is [TokenPrefix, ..])
        {
            path.RemoveAt(0);
        }

        return new ApiRequest(
            context?.Http?.Method?.ToUpperInvariant() ?? "GET",
            path,
            Texts(request.QueryStringParameters),
            Texts(request.Headers),
            BodyOf(request),
            caller,
            context is { TimeEpoch: > 0 } ? DateTimeOffset.FromUnixTimeMilliseconds(context.TimeEpoch) : now,
            context?.RequestId ?? "")
        {
            Domain = context?.DomainName,
        };
    }

    private static Dictionary<string, string> Texts(IDictionary<string, string>? texts)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in texts ?? new Dictionary<string, string>())
        {
            found[name] = value;
        }

        return found;
    }

    private static ReadOnlyMemory<byte> BodyOf(APIGatewayHttpApiV2ProxyRequest request)
    {
        if (request.Body is not { Length: > 0 } body)
        {
            return default;
        }

        if (!request.IsBase64Encoded)
        {
            return Encoding.UTF8.GetBytes(body);
        }

        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) ? bytes.AsMemory(0, length) : default;
    }
}
