using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ServerlessReadiness.Testing;

/// <summary>
/// The Lambda Runtime API (2018-06-01) on a free loopback port. Tests enqueue invocations and await how the function
/// answers; the function may run in this process or be the native binary (see <see cref="BootstrapProcess"/>).
/// </summary>
public sealed class RuntimeApiServer : IAsyncDisposable
{
    /// <summary>What Lambda accepts as a response to a synchronous invocation.</summary>
    public const int ResponseBytesMax = 6_291_556;

    private readonly Channel<Invocation> _queue = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PollFault> _pollFaults = new();
    private readonly TaskCompletionSource<InvocationOutcome.Failed> _initError =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _firstPoll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;
    private int _polls;
    private int _refusedForSize;
    private int _responseFaults;

    private RuntimeApiServer(WebApplication app) => _app = app;

    private enum PollFault
    {
        ServerError,
        Abort,
    }

    /// <summary>Host and port, as AWS_LAMBDA_RUNTIME_API has them.</summary>
    public string Endpoint { get; private set; } = string.Empty;

    /// <summary>Polls that arrived, those answered with a fault included.</summary>
    public int Polls => Volatile.Read(ref _polls);

    /// <summary>Responses answered with 413.</summary>
    public int RefusedForSize => Volatile.Read(ref _refusedForSize);

    /// <summary>Completes when the function polls for the first time, which is when it is initialized.</summary>
    public Task FirstPoll => _firstPoll.Task;

    /// <summary>Completes when the function reports that it could not be initialized.</summary>
    public Task<InvocationOutcome.Failed> InitError => _initError.Task;

    public static async Task<RuntimeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            // The limit under test is Lambda's own, checked below.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var server = new RuntimeApiServer(app);
        server.MapRoutes(app);
        await app.StartAsync();
        server.Endpoint = new Uri(app.Urls.Single()).Authority;
        return server;
    }

    /// <summary>Adds an invocation; a function takes them in this order, one at a time.</summary>
    public Invocation Enqueue(ReadOnlyMemory<byte> payload, InvocationOptions? options = null)
    {
        options ??= new InvocationOptions();
        var invocation = new Invocation(options.RequestId ?? Guid.NewGuid().ToString(), payload, options);
        _queue.Writer.TryWrite(invocation);
        return invocation;
    }

    public Invocation Enqueue(string payload, InvocationOptions? options = null)
        => Enqueue(Encoding.UTF8.GetBytes(payload), options);

    /// <summary>Enqueues and waits for the answer.</summary>
    public Task<InvocationOutcome> InvokeAsync(
        string payload, InvocationOptions? options = null, CancellationToken cancellationToken = default)
        => Enqueue(payload, options).Outcome.WaitAsync(cancellationToken);

    public Task<InvocationOutcome> InvokeAsync(
        ReadOnlyMemory<byte> payload, InvocationOptions? options = null, CancellationToken cancellationToken = default)
        => Enqueue(payload, options).Outcome.WaitAsync(cancellationToken);

    /// <summary>Answers the next polls with 500.</summary>
    public void FailPolls(int count) => AddPollFaults(PollFault.ServerError, count);

    /// <summary>Drops the connection of the next polls.</summary>
    public void AbortPolls(int count) => AddPollFaults(PollFault.Abort, count);

    /// <summary>Drops the connection of the next responses.</summary>
    public void AbortResponses(int count) => Interlocked.Add(ref _responseFaults, count);

    public async ValueTask DisposeAsync()
    {
        // Polls wait without limit; ending the queue lets Kestrel stop at once.
        _queue.Writer.TryComplete();
        await _app.DisposeAsync();
    }

    private void AddPollFaults(PollFault fault, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _pollFaults.Enqueue(fault);
        }
    }

    private void MapRoutes(WebApplication app)
    {
        var runtime = app.MapGroup("/2018-06-01/runtime");
        runtime.MapGet("/invocation/next", (RequestDelegate)NextAsync);
        runtime.MapPost("/invocation/{id}/response", (RequestDelegate)ResponseAsync);
        runtime.MapPost("/invocation/{id}/error", (RequestDelegate)ErrorAsync);
        runtime.MapPost("/init/error", (RequestDelegate)InitErrorAsync);
    }

    private async Task NextAsync(HttpContext http)
    {
        Interlocked.Increment(ref _polls);
        _firstPoll.TrySetResult();
        if (_pollFaults.TryDequeue(out var fault))
        {
            if (fault == PollFault.Abort)
            {
                http.Abort();
                return;
            }

            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "Container error");
            return;
        }

        Invocation invocation;
        try
        {
            invocation = await _queue.Reader.ReadAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            http.Abort();
            return;
        }

        _taken[invocation.RequestId] = invocation;
        invocation.MarkTaken();
        WriteHeaders(http.Response, invocation);
        await http.Response.Body.WriteAsync(invocation.Payload, http.RequestAborted);
    }

    private static void WriteHeaders(HttpResponse response, Invocation invocation)
    {
        var options = invocation.Options;
        var deadline = options.Deadline ?? DateTimeOffset.UtcNow.AddMinutes(1);
        var headers = response.Headers;
        headers.ContentType = "application/json";
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] =
            deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = options.FunctionArn;
        AddIfPresent(headers, "Lambda-Runtime-Trace-Id", options.TraceId);
        AddIfPresent(headers, "Lambda-Runtime-Client-Context", options.ClientContextJson);
        AddIfPresent(headers, "Lambda-Runtime-Cognito-Identity", options.CognitoIdentityJson);
        AddIfPresent(headers, "Lambda-Runtime-Aws-Tenant-Id", options.TenantId);
        AddIfPresent(headers, "Lambda-Runtime-Invocation-Id", options.InvocationId);
        if (!options.Chunked)
        {
            response.ContentLength = invocation.Payload.Length;
        }
    }

    private static void AddIfPresent(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }

    private async Task ResponseAsync(HttpContext http)
    {
        if (Interlocked.Decrement(ref _responseFaults) >= 0)
        {
            http.Abort();
            return;
        }

        Interlocked.Exchange(ref _responseFaults, 0);
        var body = await ReadBodyAsync(http);
        if (body.Length > ResponseBytesMax)
        {
            Interlocked.Increment(ref _refusedForSize);
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge");
            return;
        }

        await AnswerAsync(http, new InvocationOutcome.Responded(body));
    }

    private async Task ErrorAsync(HttpContext http) => await AnswerAsync(http, await ReadErrorAsync(http));

    private async Task InitErrorAsync(HttpContext http)
    {
        _initError.TrySetResult(await ReadErrorAsync(http));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task AnswerAsync(HttpContext http, InvocationOutcome outcome)
    {
        var id = (string?)http.GetRouteValue("id") ?? string.Empty;
        if (!_taken.TryGetValue(id, out var invocation))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "InvalidRequestID");
            return;
        }

        invocation.EchoedInvocationId = http.Request.Headers["Lambda-Runtime-Invocation-Id"];
        // Accepted before the outcome is told, so that a test which goes on at once finds the function done with it.
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        await http.Response.CompleteAsync();
        invocation.TryAnswer(outcome);
    }

    private static async Task<InvocationOutcome.Failed> ReadErrorAsync(HttpContext http)
    {
        var type = (string?)http.Request.Headers["Lambda-Runtime-Function-Error-Type"];
        return new InvocationOutcome.Failed(type, await ReadBodyAsync(http));
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    private static Task RefuseAsync(HttpContext http, int status, string type)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($$"""{"errorType":"{{type}}","errorMessage":"{{type}}"}""");
    }
}
