using System.Net;
using Microsoft.AspNetCore.Http;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Proxy;

/// <summary>The deployed Api, asked under the operator's AWS credentials.</summary>
internal sealed class Upstream : IDisposable
{
    /// <summary>API Gateway gives up a second later.</summary>
    public static readonly TimeSpan TimeoutDefault = TimeSpan.FromSeconds(29);

    /// <summary>Far more than the largest document that is stored.</summary>
    private const int AnswerBytesMax = 8 * 1024 * 1024;

    private static readonly string[] RequestHeaders =
        ["Accept", "Idempotency-Key", "If-Match", "If-None-Match"];

    private static readonly string[] AnswerHeaders =
        ["ETag", "Location", "Retry-After", "Allow", "Cache-Control", "WWW-Authenticate"];

    private readonly Uri _api;
    private readonly RequestSigner _signer;
    private readonly HttpClient _client;

    /// <param name="api">Where the Api is, with the stage if it has one.</param>
    /// <param name="signer">Signs what is sent there.</param>
    /// <param name="timeout">How long an answer is waited for.</param>
    public Upstream(Uri api, RequestSigner signer, TimeSpan timeout)
    {
        (_api, _signer) = (api, signer);
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry a signature to a place that nobody named.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _client = new HttpClient(handler, disposeHandler: true)
        {
            Timeout = timeout,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    /// <summary>Whether a path leads to something of an event. Only that is anybody's business here.</summary>
    public static bool Serves(string path) =>
        path.Split('/') is ["", "events", .. var rest]
        && rest.All(s => s.Length > 0 && Uri.UnescapeDataString(s) is not ("." or ".."));

    public async Task ForwardAsync(HttpContext context, RawRequest target)
    {
        var body = await Answers.BodyAsync(context.Request);
        using var request = RequestOf(context.Request, target, body);
        try
        {
            await _signer.SignAsync(request, body);
            using var answer = await _client.SendAsync(request, context.RequestAborted);
            var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
            await WriteAsync(context.Response, answer, bytes);
        }
        catch (PortException e)
        {
            var cut = e.Message.IndexOf(". ", StringComparison.Ordinal);
            await Trouble(502, "no-credentials", cut < 0 ? e.Message : e.Message[..cut], cut < 0
                ? "sign in to AWS again" : e.Message[(cut + 2)..].TrimEnd('.')).WriteAsync(context.Response);
        }
        catch (HttpRequestException e)
        {
            await Trouble(
                502,
                "unreachable",
                $"{_api.Authority} cannot be reached: {e.Message.TrimEnd('.')}",
                "check the network and the address given with --api").WriteAsync(context.Response);
        }
        catch (TaskCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await Trouble(
                504,
                "too-slow",
                $"{_api.Authority} did not answer within {_client.Timeout.TotalSeconds:0.#} s",
                "send the same request again, with the same Idempotency-Key").WriteAsync(context.Response);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestOf(HttpRequest from, RawRequest target, byte[] body)
    {
        var path = _api.AbsolutePath.TrimEnd('/') + target.Path;
        var query = target.Query.Length == 0 ? "" : $"?{target.Query}";
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(_api, path + query))
        {
            Version = HttpVersion.Version11,
        };
        foreach (var name in RequestHeaders)
        {
            if (from.Headers.TryGetValue(name, out var values))
            {
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
            }
        }

        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            if (from.ContentType is { } type)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        return request;
    }

    private static async Task WriteAsync(HttpResponse response, HttpResponseMessage answer, byte[] bytes)
    {
        foreach (var name in AnswerHeaders)
        {
            if (answer.Headers.TryGetValues(name, out var values)
                || answer.Content.Headers.TryGetValues(name, out values))
            {
                response.Headers[name] = string.Join(", ", values);
            }
        }

        if (bytes.Length == 0)
        {
            response.StatusCode = (int)answer.StatusCode;
            return;
        }

        var type = answer.Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
        await Answers.BytesAsync(response, (int)answer.StatusCode, type, bytes);
    }

    private static WebProblem Trouble(int status, string type, string detail, string next) =>
        new(status, type, "The deployed Api gave no answer", detail, next);
}
