using Amazon.Runtime;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// HTTP clients that send each call once. AWSSDK.Core sends a request again by itself, below its retries and whatever
/// MaxErrorRetry says, when a connection ends without an answer, and so also, by chance, when an attempt runs out of
/// time. The first send may have taken effect by then.
/// </summary>
internal sealed class SingleSendHttp(TimeSpan connectTimeout) : Amazon.Runtime.HttpClientFactory
{
    // An HttpClient owns its handler and a DelegatingHandler its inner one; the AWS client disposes of the HttpClient.
#pragma warning disable CA2000
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new Handler(connectTimeout)) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };

    private sealed class Handler(TimeSpan connectTimeout) : DelegatingHandler(
        new SocketsHttpHandler { ConnectTimeout = connectTimeout, AllowAutoRedirect = false, UseCookies = false })
#pragma warning restore CA2000
    {
        private const string InvocationHeader = "amz-sdk-invocation-id";

        // A second send follows the first within the same call, so old ones may be forgotten.
        private const int RememberedMax = 1024;

        private readonly Lock _gate = new();
        private readonly HashSet<string> _sent = [];
        private readonly Queue<string> _order = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues(InvocationHeader, out var ids) && !IsFirst(ids.First()))
                throw new HttpRequestException("No answer came: the connection ended, or the time-out passed. It is not sent again.");

            return base.SendAsync(request, cancellationToken);
        }

        private bool IsFirst(string invocation)
        {
            lock (_gate)
            {
                if (!_sent.Add(invocation))
                    return false;

                _order.Enqueue(invocation);
                if (_order.Count > RememberedMax)
                    _sent.Remove(_order.Dequeue());

                return true;
            }
        }
    }
}
