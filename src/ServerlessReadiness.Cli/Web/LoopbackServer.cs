using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServerlessReadiness.Cli.Web;

/// <summary>
/// A web server for the person at this machine and nobody else: it listens on 127.0.0.1 alone, and keeps no log, so
/// that neither tokens nor bodies get into one.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    /// <summary>Far more than any command has.</summary>
    public const int BodyBytesMax = 64 * 1024;

    /// <summary>How long requests under way may still take when the server is to stop.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <param name="port">0 for any that is free.</param>
    /// <param name="site">Answers what passes the guard.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="CliException">The port cannot be had.</exception>
    public static async Task<LoopbackServer> StartAsync(int port, RequestDelegate site, CancellationToken stop)
    {
        // Empty: neither variables nor files of the folder at hand may change where it listens or what it logs.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = StopsWithin);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, site));
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw CliException.BadInput(
                $"127.0.0.1:{port} cannot be listened on: {e.Message.TrimEnd('.')}",
                "give another --port, or 0 for any that is free");
        }

        return new LoopbackServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate site)
    {
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (LoopbackGuard.Refuse(context.Request) is { } refused)
        {
            await refused.WriteAsync(response);
            return;
        }

        try
        {
            await site(context);
        }
        catch (BadHttpRequestException e) when (!response.HasStarted)
        {
            await Unreadable(e).WriteAsync(response);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
#pragma warning disable CA1031 // Whatever goes wrong with one request is told to who made it; the server goes on.
        catch (Exception e) when (!response.HasStarted)
#pragma warning restore CA1031
        {
            await new WebProblem(
                500,
                "trouble",
                "Something is wrong here",
                $"{e.GetType().Name}: {e.Message}",
                "stop the command and start it again; if it stays, report it").WriteAsync(response);
        }
    }

    private static WebProblem Unreadable(BadHttpRequestException e) =>
        e.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? new WebProblem(
                413,
                "too-large",
                "The body is too large",
                $"the body has more than {BodyBytesMax} bytes",
                $"send at most {BodyBytesMax}")
            : WebProblem.BadInput(e.Message.TrimEnd('.'), "send the request whole");

    /// <summary>The command decides when to stop, so signals are left to it.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
