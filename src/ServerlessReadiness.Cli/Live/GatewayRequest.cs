using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Live;

/// <summary>A request as API Gateway would give it to the Api: payload format 2.0.</summary>
internal static class GatewayRequest
{
    /// <param name="request">What the browser sent.</param>
    /// <param name="target">The Api's path, as it was sent.</param>
    /// <param name="body">Its body.</param>
    /// <param name="person">Whom the authorizer takes the sender for.</param>
    /// <param name="id">Of this request.</param>
    public static byte[] Of(HttpRequest request, RawRequest target, byte[] body, LocalPerson person, string id)
    {
        var json = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = target.Path,
            ["rawQueryString"] = target.Query,
            ["headers"] = Texts(request.Headers
                .Where(h => h.Key is not "Cookie")
                .Select(h => (h.Key.ToLowerInvariant(), h.Value.ToString()))),
            ["queryStringParameters"] = Texts(request.Query.Select(q => (q.Key, q.Value.ToString()))),
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = "000000000000",
                ["apiId"] = "local",
                ["authorizer"] = AuthorizerOf(person),
                ["domainName"] = request.Host.Value,
                ["http"] = new JsonObject
                {
                    ["method"] = request.Method,
                    ["path"] = target.Path,
                    ["protocol"] = request.Protocol,
                    ["sourceIp"] = "127.0.0.1",
                    ["userAgent"] = request.Headers.UserAgent.ToString(),
                },
                ["requestId"] = id,
                ["routeKey"] = "$default",
                ["stage"] = "$default",

                // Without timeEpoch it is the Api's clock that says when the request came: the world's, not the wall's.
            },
        };
        if (body.Length > 0)
        {
            json["body"] = Convert.ToBase64String(body);
        }

        json["isBase64Encoded"] = body.Length > 0;
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>Writes what the Api answered.</summary>
    public static async Task WriteAsync(HttpResponse response, byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        var type = "application/json";
        if (root.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in headers.EnumerateObject())
            {
                if (header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
                {
                    type = header.Value.GetString()!;
                }
                else
                {
                    response.Headers[header.Name] = header.Value.GetString();
                }
            }
        }

        var status = root.GetProperty("statusCode").GetInt32();
        var text = root.TryGetProperty("body", out var body) ? body.GetString() ?? "" : "";
        var isBase64 = root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (status is StatusCodes.Status304NotModified or StatusCodes.Status204NoContent)
        {
            response.StatusCode = status;
            return;
        }

        await Answers.BytesAsync(
            response,
            status,
            type,
            isBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text));
    }

    private static JsonObject AuthorizerOf(LocalPerson person) => person.IsSigned
        ? new JsonObject { ["iam"] = new JsonObject { ["userArn"] = person.Member } }
        : new JsonObject { ["jwt"] = new JsonObject { ["claims"] = new JsonObject { ["sub"] = person.Member } } };

    private static JsonObject Texts(IEnumerable<(string Name, string Value)> pairs)
    {
        var json = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            json[name] = value;
        }

        return json;
    }
}
