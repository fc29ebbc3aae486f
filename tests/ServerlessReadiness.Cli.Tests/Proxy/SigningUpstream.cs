using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessReadiness.Cli.Tests.Proxy;

/// <summary>
/// Stands for API Gateway: computes each request's signature anew from what has arrived, by the steps that AWS's
/// documentation of Signature Version 4 gives, and answers 403 where the two differ.
/// </summary>
internal sealed class SigningUpstream : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Token = "a session/token+==";
    public const string Region = "eu-west-1";

    private readonly WebApplication _app;

    private SigningUpstream(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What has arrived, with its body; names of headers in lower case.</summary>
    public List<(string Method, string Target, Dictionary<string, string> Headers, string Body)> Seen { get; } = [];

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Slowness { get; set; }

    public static async Task<SigningUpstream> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var upstream = new SigningUpstream(app);
        app.Run(upstream.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return upstream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var headers = request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        Seen.Add((request.Method, target, headers, Encoding.UTF8.GetString(body.ToArray())));
        var wanted = AuthorizationOf(request, target, body.ToArray());
        if (request.Headers.Authorization != wanted)
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            await response.WriteAsync($"wanted {wanted}, got {request.Headers.Authorization}");
            return;
        }

        await Task.Delay(Slowness, context.RequestAborted);
        response.StatusCode = request.Method == "POST" ? 202 : 200;
        response.Headers.ETag = "\"7\"";
        response.Headers.SetCookie = "theirs=1";
        response.Headers["X-Theirs"] = "1";
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync("""{"signed":true}""");
    }

    private static string AuthorizationOf(HttpRequest request, string target, byte[] body)
    {
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = cut < 0 ? (target, "") : (target[..cut], target[(cut + 1)..]);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=")
            .Order(StringComparer.Ordinal);
        string[] signed = request.ContentType is null
            ? ["host", "x-amz-date", "x-amz-security-token"]
            : ["content-type", "host", "x-amz-date", "x-amz-security-token"];
        var at = request.Headers["x-amz-date"].ToString();
        var canonical = request.Method + "\n"
            + path.Replace("%", "%25", StringComparison.Ordinal) + "\n"
            + string.Join('&', pairs) + "\n"
            + string.Concat(signed.Select(h => $"{h}:{request.Headers[h].ToString().Trim()}\n")) + "\n"
            + string.Join(';', signed) + "\n"
            + Hex(SHA256.HashData(body));
        var day = at[..8];
        var scope = $"{day}/{Region}/execute-api/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{at}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { day, Region, "execute-api", "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + SecretKey), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        var isFresh = DateTime.ParseExact(at, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            > DateTime.UtcNow.AddMinutes(-5);
        return isFresh && request.Headers["x-amz-security-token"] == Token
            ? $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders={string.Join(';', signed)}, "
                + $"Signature={Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}"
            : "one of now, in the session";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Signals are for the tests' own host.</summary>
    private sealed class NoLifetime : Microsoft.Extensions.Hosting.IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
