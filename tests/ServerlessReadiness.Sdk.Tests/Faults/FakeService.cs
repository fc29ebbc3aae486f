using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>
/// A service on loopback that answers the first request with the first reply, the second with the second, and all
/// later ones with the last; and that keeps what it received.
/// </summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    private FakeService(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public static async Task<FakeService> StartAsync(params IReadOnlyList<Func<HttpContext, Task>> replies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var service = new FakeService(app);
        app.Run(async context =>
        {
            var request = await ReceivedRequest.ReadAsync(context.Request);
            service._requests.Enqueue(request);
            await replies[Math.Min(service._requests.Count, replies.Count) - 1](context);
        });
        await app.StartAsync();
        return service;
    }

    /// <summary>A reply of fixed content.</summary>
    public static Func<HttpContext, Task> Reply(int status, string contentType, string body) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (!body.Contains("RequestId", StringComparison.Ordinal))
        {
            context.Response.Headers["x-amzn-RequestId"] = "header-id";
        }

        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>The connection breaks before an answer.</summary>
    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>No answer for as long as the client waits.</summary>
    public static async Task Hang(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client left, which is what the test waits for.
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
