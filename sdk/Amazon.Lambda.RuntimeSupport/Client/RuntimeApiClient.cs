using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

using Amazon.Lambda.RuntimeSupport.ExceptionHandling;
using Amazon.Lambda.RuntimeSupport.Helpers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The Lambda Runtime API, version 2018-06-01. Its documentation says of a 5xx that the runtime should exit promptly,
/// so nothing but a connection that could not be made is tried again.
/// </summary>
internal sealed class RuntimeApiClient
{
    private const string EndpointVariable = "AWS_LAMBDA_RUNTIME_API";
    private const int PollAttemptsMax = 3;
    private const int RefusalCharactersMax = 1024;

    private static readonly TimeSpan PollRetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly MediaTypeHeaderValue ErrorContentType = new("application/vnd.aws.lambda.error+json");

    private readonly HttpClient _http;
    private readonly LambdaEnvironment _environment;
    private readonly LogWriter _log;
    private readonly string _baseAddress;
    private readonly Uri _next;

    public RuntimeApiClient(HttpClient http, string endpoint, LambdaEnvironment environment, LogWriter log)
    {
        endpoint ??= Environment.GetEnvironmentVariable(EndpointVariable);
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            throw new InvalidOperationException(
                $"{EndpointVariable} is not set, so there is no Runtime API to take invocations from. Lambda sets it; "
                + "elsewhere, set it to the host and port of a Runtime API emulator.");
        }

        _http = http;
        _environment = environment;
        _log = log;
        _baseAddress = $"http://{endpoint}/2018-06-01/runtime/";
        _next = new Uri(_baseAddress + "invocation/next");
    }

    /// <summary>Waits for an invocation; Lambda may freeze the process meanwhile, so there is no time limit.</summary>
    public async Task<InvocationRequest> GetNextInvocationAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PollAsync(cancellationToken);
            }
            catch (HttpRequestException e) when (attempt < PollAttemptsMax)
            {
                _log.Write(LogLevels.Warning, $"Poll {attempt} of {PollAttemptsMax} at {_next} failed: {e.Message}");
                await Task.Delay(PollRetryDelay * attempt, cancellationToken);
            }
            catch (HttpRequestException e)
            {
                throw new RuntimeApiClientException(
                    $"{_next} could not be reached in {PollAttemptsMax} attempts: {e.Message} The process ends, so "
                    + "that Lambda starts a fresh one.", 0, null, null, e);
            }
        }
    }

    public async Task SendResponseAsync(LambdaContext context, ReadOnlyMemory<byte> body)
    {
        using var content = new ReadOnlyMemoryContent(body);
        await PostAsync($"invocation/{context.AwsRequestId}/response", content, context, errorType: null);
    }

    public Task ReportInvocationErrorAsync(LambdaContext context, Exception exception)
        => PostErrorAsync($"invocation/{context.AwsRequestId}/error", context, exception);

    public Task ReportInitializationErrorAsync(Exception exception)
        => PostErrorAsync("init/error", context: null, exception);

    private async Task<InvocationRequest> PollAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _next);
        using var response = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw await RefusedAsync("poll", response);
        }

        // Not cancellable from here: Lambda has handed the invocation over, so it has to be answered.
        var payload = await ReadPayloadAsync(response.Content);
        var context = new LambdaContext(response.Headers.NonValidated, _environment, _log);
        return new InvocationRequest(payload, context);
    }

    /// <summary>
    /// Reads into one array of its own: a handler may keep the payload, so the array is never reused.
    /// </summary>
    private static async Task<MemoryStream> ReadPayloadAsync(HttpContent content)
    {
        await using var body = await content.ReadAsStreamAsync();
        if (content.Headers.ContentLength is { } length and <= int.MaxValue)
        {
            var bytes = new byte[length];
            await body.ReadExactlyAsync(bytes);
            return new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
        }

        var copy = new MemoryStream();
        await body.CopyToAsync(copy);
        copy.Position = 0;
        return copy;
    }

    private async Task PostErrorAsync(string path, LambdaContext context, Exception exception)
    {
        using var content = new ReadOnlyMemoryContent(ErrorReport.ToJson(exception));
        content.Headers.ContentType = ErrorContentType;
        await PostAsync(path, content, context, ErrorReport.HeaderOf(exception));
    }

    private async Task PostAsync(string path, HttpContent content, LambdaContext context, string errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_baseAddress + path)) { Content = content };
        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        }

        // Echoed so that Lambda can tell a late answer to an earlier attempt from the answer to this one.
        if (context?.InvocationId is { } invocationId)
        {
            request.Headers.TryAddWithoutValidation(LambdaContext.InvocationIdHeader, invocationId);
        }

        using var response = await _http.SendAsync(request, CancellationToken.None);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw await RefusedAsync(path, response);
        }
    }

    private async Task<RuntimeApiClientException> RefusedAsync(string call, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (text.Length > RefusalCharactersMax)
        {
            text = text[..RefusalCharactersMax];
        }

        var status = (int)response.StatusCode;
        var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value);
        var message = string.Create(
            CultureInfo.InvariantCulture, $"The Runtime API at {_baseAddress} answered {status} to {call}: {text}");
        return new RuntimeApiClientException(message, status, text, headers, innerException: null);
    }
}
