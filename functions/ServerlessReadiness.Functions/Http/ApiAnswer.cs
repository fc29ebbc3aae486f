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

    public string ContentType { get; init; } = Json;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public ApiAnswer With(string header, string value) => this with
    {
        Headers = new Dictionary<string, string>(Headers) { [header] = value },
    };

    public Stream Write()
    {
        var headers = new Dictionary<string, string>(Headers)
        {
            // What is shown is how things stand now; no cache may say otherwise.
            ["cache-control"] = "no-store",
            ["x-content-type-options"] = "nosniff",
        };
        if (Body is not null)
        {
            headers["content-type"] = ContentType;
        }

        var stream = new MemoryStream();
        var response = new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = Status,
            Headers = headers,
            Body = Body?.ToJsonString() ?? "",
        };
        JsonSerializer.Serialize(stream, response, ApiJson.Default.APIGatewayHttpApiV2ProxyResponse);
        stream.Position = 0;
        return stream;
    }
}
