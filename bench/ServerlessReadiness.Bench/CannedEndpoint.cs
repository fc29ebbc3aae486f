using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessReadiness.Bench;

/// <summary>
/// A loopback endpoint in a process of its own that answers at once and keeps connections alive, as AWS does and moto
/// does not. Reads are answered from what was recorded; writes are accepted and forgotten, except that a raise of the
/// group shows in the next look at it.
/// </summary>
internal sealed class CannedEndpoint(CannedAnswers answers)
{
    /// <summary>Paths of the bench itself; everything else is a call of AWS.</summary>
    public const string ControlPath = "/bench/";

    public const string ResetPath = ControlPath + "reset";
    public const string TracePath = ControlPath + "trace";
    public const string DelayPath = ControlPath + "delay/";

    private readonly ConcurrentQueue<TracedCall> _trace = [];
    private TimeSpan _delay;

    /// <summary>Serves until standard input ends, which it does when the bench ends, however it does.</summary>
    public static async Task ServeAsync(string dataFile)
    {
        CannedData data;
        await using (var file = File.OpenRead(dataFile))
        {
            data = await JsonSerializer.DeserializeAsync(file, CannedJson.Default.CannedData)
                ?? throw new InvalidDataException($"{dataFile} holds no recording; run bench/run again.");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(new CannedEndpoint(new CannedAnswers(data)).AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
    }

    private Task AnswerAsync(HttpContext http) =>
        http.Request.Path.StartsWithSegments(ControlPath.TrimEnd('/'), StringComparison.Ordinal)
            ? ControlAsync(http)
            : CallAsync(http);

    private async Task CallAsync(HttpContext http)
    {
        var start = Stopwatch.GetTimestamp();
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var answer = answers.Answer(http.Request.Headers["X-Amz-Target"], body);
        if (_delay > TimeSpan.Zero)
        {
            await Task.Delay(_delay);
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        http.Response.Headers["x-amzn-RequestId"] = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
        _trace.Enqueue(new TracedCall(answer.Operation, Milliseconds(start), Milliseconds(Stopwatch.GetTimestamp())));
        await http.Response.Body.WriteAsync(answer.Body);
    }

    private Task ControlAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith(DelayPath, StringComparison.Ordinal))
        {
            _delay = TimeSpan.FromMilliseconds(int.Parse(path[DelayPath.Length..], CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        }

        if (path == TracePath)
        {
            IReadOnlyList<TracedCall> calls = [.. _trace];
            return http.Response.WriteAsJsonAsync(calls, CannedJson.Default.IReadOnlyListTracedCall);
        }

        if (path != ResetPath)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        answers.Reset();
        _trace.Clear();
        return Task.CompletedTask;
    }

    private static double Milliseconds(long timestamp) => timestamp * 1000.0 / Stopwatch.Frequency;
}
