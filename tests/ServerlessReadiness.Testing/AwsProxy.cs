using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessReadiness.Testing;

/// <summary>
/// A loopback proxy before moto. It notes every call, adds faults by action, and passes calls on one at a time: moto is
/// not atomic across its threads, while AWS is.
/// </summary>
public sealed partial class AwsProxy : IAsyncDisposable
{
    // Hop-by-hop, or set anew by the client that passes the call on.
    private static readonly HashSet<string> NotPassedOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "Date", "Server",
    };

    private readonly Lock _gate = new();
    private readonly List<ProxiedCall> _calls = [];
    private readonly List<ProxyRule> _rules = [];
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication _app;
    private readonly Uri _target;

    private AwsProxy(WebApplication app, Uri target)
    {
        _app = app;
        _target = target;
    }

    public Uri Uri { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Added to each call before it is passed on, so that calls made side by side overlap.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The calls so far, in the order of their arrival.</summary>
    public IReadOnlyList<ProxiedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls.OrderBy(c => c.Arrived)];
            }
        }
    }

    public static async Task<AwsProxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var proxy = new AwsProxy(app, target);
        app.Run(proxy.HandleAsync);
        await app.StartAsync();
        proxy.Uri = new Uri(app.Urls.Single());
        return proxy;
    }

    public TRule Add<TRule>(TRule rule)
        where TRule : ProxyRule
    {
        lock (_gate)
        {
            _rules.Add(rule);
        }

        return rule;
    }

    /// <summary>How often the service saw an action.</summary>
    public int Forwarded(string action) => Calls.Count(c => c.Forwarded && c.Action == action);

    /// <summary>From now on every call passes; what was noted stays.</summary>
    public void Disarm()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>Forgets rules, calls and latency.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _calls.Clear();
            Latency = TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _turn.Dispose();
    }

    private static TimeSpan Now() => Stopwatch.GetElapsedTime(0);

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var arrived = Now();
        var action = ActionOf(http.Request, body);
        var rule = RuleFor(action);
        var forwarded = rule is null or ProxyRule.Swallow;
        try
        {
            await Task.Delay(Latency, http.RequestAborted);
            await ApplyAsync(http, body, rule);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up or died, which is what some rules wait for.
        }
        finally
        {
            Note(new ProxiedCall(action, arrived, Now(), forwarded, TextOf(body)));
        }
    }

    private async Task ApplyAsync(HttpContext http, MemoryStream body, ProxyRule? rule)
    {
        switch (rule)
        {
            case ProxyRule.Answer answer:
                answer.MarkReached();
                http.Response.StatusCode = answer.Status;
                http.Response.ContentType = answer.ContentType;
                await http.Response.WriteAsync(answer.Body, http.RequestAborted);
                break;
            case ProxyRule.Keep keep:
                keep.MarkReached();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
                break;
            default:
                await PassOnAsync(http, body, rule);
                break;
        }
    }

    private async Task PassOnAsync(HttpContext http, MemoryStream body, ProxyRule? rule)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(http.Request.Method),
            new Uri(_target, http.Request.Path + http.Request.QueryString));
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in http.Request.Headers.Where(h => !NotPassedOn.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        using var response = await SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        if (rule is not null)
        {
            rule.MarkReached();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }

        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)
            .Where(h => !NotPassedOn.Contains(h.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    /// <summary>Once begun, a call reaches the service whatever becomes of the caller.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private ProxyRule? RuleFor(string action)
    {
        lock (_gate)
        {
            var rule = _rules.Find(r => r.Action == action && r.Met < r.Times);
            if (rule is not null)
            {
                rule.Met++;
            }

            return rule;
        }
    }

    private void Note(ProxiedCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }

    /// <summary>JSON services name the action in a header, query services in the form.</summary>
    private static string ActionOf(HttpRequest request, MemoryStream body)
    {
        if (request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target)
        {
            return target[(target.LastIndexOf('.') + 1)..];
        }

        var form = FormAction().Match(TextOf(body));
        return form.Success ? form.Groups["action"].Value : $"{request.Method} {request.Path}";
    }

    private static string TextOf(MemoryStream body) =>
        Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);

    [GeneratedRegex("(^|&)Action=(?<action>[A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormAction();
}
