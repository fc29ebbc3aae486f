using Amazon.Runtime;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>
/// Sends one request at a time. moto answers on several threads without locks: its transactions put a copy of the
/// whole table back when they fail, and with it undo what others wrote meanwhile. DynamoDB is atomic per request, and
/// so is moto this way; between the requests of one writer, others still come in.
/// </summary>
internal sealed class SerialHttp : Amazon.Runtime.HttpClientFactory, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(_turn));

    public void Dispose() => _turn.Dispose();

    private sealed class Handler(SemaphoreSlim turn) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
