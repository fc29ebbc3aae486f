using System.Text.Json;
using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Functions.Http;

namespace ServerlessReadiness.Functions;

/// <summary>The HTTP API: shows events, and takes commands of people whom IAM or a token names.</summary>
public sealed class Api
{
    private readonly Host _host;
    private readonly ApiRouter _router;

    public Api(Host host)
    {
        _host = host;
        _router = new ApiRouter(host);
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
        return answer.Write();
    }
}
