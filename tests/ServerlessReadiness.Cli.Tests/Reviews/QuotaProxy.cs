using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerlessReadiness.Cli.Tests.Reviews;

/// <summary>
/// Stands before moto and answers Service Quotas itself, since moto takes no requests: every quota has one value, one
/// request is open at a time, and what the test says is refused.
/// </summary>
internal sealed class QuotaProxy : IAsyncDisposable
{
    private const string Service = "ServiceQuotasV20190624.";
    private readonly WebApplication _app;
    private readonly HttpClient _moto;
    private readonly Dictionary<string, double> _open = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private QuotaProxy(Uri moto)
    {
        _moto = new HttpClient { BaseAddress = moto };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>What every quota allows.</summary>
    public double Allowed { get; set; } = 5;

    /// <summary>Whether requests are refused.</summary>
    public bool Refuses { get; set; }

    /// <summary>Requests that were filed.</summary>
    public int Filed { get; private set; }

    public string Uri => _app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<QuotaProxy> StartAsync(Uri moto)
    {
        var proxy = new QuotaProxy(moto);
        await proxy._app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _moto.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (target.StartsWith(Service, StringComparison.Ordinal))
        {
            var (status, answer) = Quota(target[Service.Length..], JsonNode.Parse(body.ToArray())!.AsObject());
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/x-amz-json-1.1";
            await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
            return;
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(context.Request.Path + context.Request.QueryString.ToString(), UriKind.Relative))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var header in context.Request.Headers.Where(h => h.Key is not ("Content-Length" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, [.. header.Value]))
            {
                request.Content.Headers.TryAddWithoutValidation(header.Key, [.. header.Value]);
            }
        }

        using var response = await _moto.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Transfer-Encoding" or "Connection" or "Content-Length")))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private (int Status, JsonObject Answer) Quota(string action, JsonObject asked)
    {
        lock (_gate)
        {
            var code = (string?)asked["QuotaCode"] ?? "";
            return action switch
            {
                "GetServiceQuota" or "GetAWSDefaultServiceQuota" => (200, new JsonObject
                {
                    ["Quota"] = new JsonObject
                    {
                        ["ServiceCode"] = (string?)asked["ServiceCode"],
                        ["QuotaCode"] = code,
                        ["QuotaName"] = $"Quota {code}",
                        ["Value"] = Allowed,
                        ["Adjustable"] = true,
                    },
                }),
                "ListRequestedServiceQuotaChangeHistoryByQuota" => (200, new JsonObject
                {
                    ["RequestedQuotas"] = _open.ContainsKey(code) ? new JsonArray(Request(code)) : [],
                }),
                "RequestServiceQuotaIncrease" when !Refuses => (200, new JsonObject
                {
                    ["RequestedQuota"] = File(code, (double)asked["DesiredValue"]!),
                }),
                "RequestServiceQuotaIncrease" => (400, new JsonObject
                {
                    ["__type"] = "IllegalArgumentException",
                    ["message"] = "not for you",
                }),
                _ => (200, new JsonObject { ["Quotas"] = new JsonArray() }),
            };
        }
    }

    private JsonObject File(string code, double desired)
    {
        Filed++;
        _open[code] = desired;
        return Request(code);
    }

    private JsonObject Request(string code) => new()
    {
        ["Id"] = string.Create(CultureInfo.InvariantCulture, $"r-{code}"),
        ["Status"] = "PENDING",
        ["DesiredValue"] = _open[code],
        ["QuotaCode"] = code,
    };
}
