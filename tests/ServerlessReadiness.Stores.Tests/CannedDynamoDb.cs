using System.Net;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>
/// A loopback endpoint that answers what the test says, in the wire format of DynamoDB: for what moto never does, such
/// as conflicts, throttling and lost answers. It keeps every request.
/// </summary>
internal sealed class CannedDynamoDb : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<int, JsonElement, CannedAnswer> _answer;
    private readonly List<(string Action, JsonElement Body)> _requests = [];
    private readonly Lock _lock = new();

    private CannedDynamoDb(Func<int, JsonElement, CannedAnswer> answer)
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

    public IReadOnlyList<(string Action, JsonElement Body)> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <param name="answer">Given the number of the request, from 1 on, and its body.</param>
    public static async Task<CannedDynamoDb> StartAsync(Func<int, JsonElement, CannedAnswer> answer)
    {
        var server = new CannedDynamoDb(answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var request = body.RootElement.Clone();
        CannedAnswer answer;
        lock (_lock)
        {
            _requests.Add((context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1], request));
            answer = _answer(_requests.Count, request);
        }

        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.Json, context.RequestAborted);
    }
}
