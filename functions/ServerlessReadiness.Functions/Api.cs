using System.Text.Json;
using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Functions.Http;
using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Functions;

/// <summary>
/// The HTTP API: shows events, takes commands of people whom IAM or a token names, and serves the war-room page.
/// </summary>
public sealed class Api
{
    private readonly Host _host;
    private readonly ApiRouter _router;

    /// <param name="host">What the process holds.</param>
    /// <param name="console">How people sign in on the page; null for no sign-in there.</param>
    public Api(Host host, ConsoleSettings? console = null)
    {
        _host = host;
        _router = new ApiRouter(host, console ?? ConsoleSettings.NoSignIn);
    }

    /// <summary>Every operation, as method and path.</summary>
    public IReadOnlyList<(string Method, string Path)> Operations => _router.Operations;

    public async Task<Stream> Handle(Stream input, ILambdaContext context)
    {
        var request = await JsonSerializer.DeserializeAsync(input, ApiJson.Default.APIGatewayHttpApiV2ProxyRequest)
            ?? throw new PortException(PortFailure.Refused, "API Gateway sent nothing; invoke with its format 2.0.");
        var read = ApiRequest.Of(request, _host.Parts.Time.GetUtcNow());

        // API Gateway waits half a minute at most; the function's own time is set shorter than that.
        var answer = await _router.AnswerAsync(read, CancellationToken.None);
        return answer.Write(read.AcceptsGzip);
    }
}
