using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>
/// A loopback endpoint for all services that answers what the test says, and keeps every request: for what moto does
/// not do, such as instance refreshes, composite alarms, quotas and errors.
/// </summary>
internal sealed class CannedAws : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<CannedRequest, int, CannedAnswer> _answer;
    private readonly List<CannedRequest> _requests = [];
    private readonly Lock _gate = new();

    private CannedAws(Func<CannedRequest, int, CannedAnswer> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Uri => new(_app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="answer">Given the request, and how many of the same action came so far, from 1 on.</param>
    public static async Task<CannedAws> StartAsync(Func<CannedRequest, int, CannedAnswer> answer)
    {
        var server = new CannedAws(answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public IReadOnlyList<CannedRequest> Requests(string action)
    {
        lock (_gate)
        {
            return [.. _requests.Where(r => r.Action == action)];
        }
    }

    public AwsClients Clients(TimeProvider? time = null) =>
        new(MotoFixture.Access(Uri), time ?? TimeProvider.System);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        var isRest = context.Request.Path != "/";
        var form = target.Length > 0 || isRest
            ? []
            : QueryHelpers.ParseQuery(body).ToDictionary(p => p.Key, p => p.Value.ToString());
        var action = isRest
            ? $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}"
            : target.Length > 0 ? target.Split('.')[^1] : form["Action"];
        var headers = context.Request.Headers
            .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new CannedRequest(action, form, body, headers);
        CannedAnswer answer;
        lock (_gate)
        {
            _requests.Add(request);
            answer = _answer(request, _requests.Count(r => r.Action == request.Action));
        }

        if (answer.IsAbort)
        {
            context.Abort();
            return;
        }

        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.ErrorType is { } errorType)
            context.Response.Headers["x-amzn-ErrorType"] = errorType;
        if (answer.FunctionError is { } functionError)
            context.Response.Headers["X-Amz-Function-Error"] = functionError;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
