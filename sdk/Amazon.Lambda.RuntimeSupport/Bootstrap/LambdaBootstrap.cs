using System.Net;
using System.Runtime.InteropServices;
using System.Text;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.ExceptionHandling;
using Amazon.Lambda.RuntimeSupport.Helpers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Initializes, then takes invocations one after another until told to stop. A handler that throws is reported and the
/// loop goes on; a Runtime API that fails ends it with an exception, since only a new process can help.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    private const string TraceVariable = "_X_AMZN_TRACE_ID";
    private const string RunOnceVariable = "AWS_LAMBDA_DOTNET_DEBUG_RUN_ONCE";

    private readonly HttpClient _httpClient;
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly bool _ownsHttpClient;
    private readonly LogWriter _log = LogWriter.ForStandardOutput();
    private readonly RuntimeApiClient _client;
    private string _exportedTraceId;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(ConstructHttpClient(), handler, options: null, initializer, ownsHttpClient: true)
    {
    }

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(handlerWrapper.Handler, initializer)
    {
    }

    public LambdaBootstrap(
        HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handler, options: null, initializer, ownsHttpClient: false)
    {
    }

    public LambdaBootstrap(
        HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handlerWrapper.Handler, options: null, initializer, ownsHttpClient: false)
    {
    }

    internal LambdaBootstrap(
        HttpClient httpClient,
        LambdaBootstrapHandler handler,
        LambdaBootstrapOptions options,
        LambdaBootstrapInitializer initializer,
        bool ownsHttpClient)
    {
        _httpClient = httpClient ?? throw new ArgumentNullException(nameof(httpClient));
        _handler = handler ?? throw new ArgumentNullException(nameof(handler));
        _initializer = initializer;
        _ownsHttpClient = ownsHttpClient;
        _client = new RuntimeApiClient(httpClient, options?.RuntimeApiEndpoint, new LambdaEnvironment(), _log);
        LambdaLogger.LoggingAction = message => _log.Write(LogLevels.Information, message);
    }

#pragma warning disable CA2000 // The client disposes of its handler.
    /// <summary>
    /// A client for the Runtime API: one kept connection, no time limit, nothing that only the web needs.
    /// </summary>
    public static HttpClient ConstructHttpClient() => new(
        new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            UseCookies = false,
            UseProxy = false,
        },
        disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
#pragma warning restore CA2000

    /// <summary>
    /// Runs until the token is cancelled or SIGTERM arrives; an invocation under way is finished and answered first.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stopping));
        var runOnce = string.Equals(
            Environment.GetEnvironmentVariable(RunOnceVariable), "true", StringComparison.OrdinalIgnoreCase);

        var goesOn = await InitializeAsync();
        while (goesOn && !stopping.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(stopping.Token);
                goesOn = !runOnce;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                goesOn = false;
            }
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttpClient)
        {
            _httpClient.Dispose();
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stopping)
    {
        signal.Cancel = true;
        try
        {
            stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The loop ended by itself while the signal was on its way.
        }
    }

    private async Task<bool> InitializeAsync()
    {
        if (_initializer is null)
        {
            return true;
        }

        try
        {
            return await _initializer();
        }
        catch (Exception exception)
        {
            Log(exception, "The function could not be initialized.", context: null);
            await _client.ReportInitializationErrorAsync(exception);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _client.GetNextInvocationAsync(cancellationToken);
        var context = (LambdaContext)invocation.LambdaContext;
        ExportTrace(context.TraceId);
        ReadOnlyMemory<byte> body;
        try
        {
            body = await ReadAsync(await _handler(invocation));
        }
        catch (Exception exception)
        {
            await ReportAsync(context, exception, "The handler failed.");
            return;
        }

        await SendAsync(context, body);
    }

    /// <summary>
    /// Reads the response before it is sent, so that a stream which fails counts as the handler's failure.
    /// </summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(InvocationResponse response)
    {
        var output = response?.OutputStream;
        if (output is null)
        {
            return default;
        }

        try
        {
            if (output is MemoryStream whole && whole.TryGetBuffer(out var segment))
            {
                return segment.AsMemory((int)whole.Position);
            }

            using var copy = new MemoryStream();
            await output.CopyToAsync(copy);
            return copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }
        finally
        {
            if (response.DisposeOutputStream)
            {
                await output.DisposeAsync();
            }
        }
    }

    private async Task SendAsync(LambdaContext context, ReadOnlyMemory<byte> body)
    {
        try
        {
            await _client.SendResponseAsync(context, body);
        }
        catch (RuntimeApiClientException refusal) when (refusal.StatusCode == (int)HttpStatusCode.RequestEntityTooLarge)
        {
            var tooLarge = new ResponseTooLargeException(body.Length, refusal);
            await ReportAsync(context, tooLarge, "The response was refused.");
        }
        catch (RuntimeApiClientException refusal) when (ConcernsOneInvocation(refusal))
        {
            Log(refusal, "The response was refused.", context);
        }
        catch (HttpRequestException failure)
        {
            // The connection may have been closed for the response's size before a status could be read.
            await ReportAsync(context, failure, $"The response of {body.Length} bytes could not be sent.");
        }
    }

    private async Task ReportAsync(LambdaContext context, Exception exception, string message)
    {
        Log(exception, message, context);
        try
        {
            await _client.ReportInvocationErrorAsync(context, exception);
        }
        catch (RuntimeApiClientException refusal) when (ConcernsOneInvocation(refusal))
        {
            Log(refusal, "The error report was refused.", context);
        }
    }

    /// <summary>
    /// A 4xx is about this invocation, such as one that timed out meanwhile; a 5xx is about the environment.
    /// </summary>
    private static bool ConcernsOneInvocation(RuntimeApiClientException refusal) =>
        refusal.StatusCode is >= 400 and < 500;

    /// <summary>The AWS SDK and X-Ray read the trace from the environment.</summary>
    private void ExportTrace(string traceId)
    {
        if (traceId != _exportedTraceId)
        {
            Environment.SetEnvironmentVariable(TraceVariable, traceId);
            _exportedTraceId = traceId;
        }
    }

    private void Log(Exception exception, string message, LambdaContext context)
        => _log.Write(LogLevel.Error, message, [], exception, context?.AwsRequestId, context?.TraceId);
}
