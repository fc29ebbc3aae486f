using System.Diagnostics;
using Amazon;
using Amazon.Runtime;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// The one place that sets region, endpoint, retries and time-outs of AWS clients. The defaults do not fit: DynamoDB
/// retries ten times (a refused connection took 111 s), and a client without a region asks the instance metadata.
/// </summary>
/// <param name="Region">The system name, such as <c>eu-west-1</c>.</param>
/// <param name="Endpoint">Where all services listen (tests, local runs); null: AWS or <c>AWS_ENDPOINT_URL</c>.</param>
public sealed record AwsClientSettings(string Region, Uri? Endpoint = null)
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt may take. An effect starts only while its lease outlasts this.</summary>
    public static TimeSpan AttemptTimeout(ClientUse use) => use switch
    {
        ClientUse.State => TimeSpan.FromSeconds(3),
        ClientUse.Read => TimeSpan.FromSeconds(5),
        ClientUse.Effect => TimeSpan.FromSeconds(10),
        ClientUse.Glance => TimeSpan.FromSeconds(2),
        ClientUse.Wait => TimeSpan.FromMinutes(6),
        _ => throw new UnreachableException(),
    };

    /// <summary>How often the SDK repeats a failed attempt by itself.</summary>
    public static int RetriesMax(ClientUse use) => use switch
    {
        ClientUse.State or ClientUse.Read => 2,
        ClientUse.Effect or ClientUse.Glance or ClientUse.Wait => 0,
        _ => throw new UnreachableException(),
    };

    /// <summary>Sets a new client configuration up; the service's own settings stay as they are.</summary>
    public void Apply(ClientConfig config, ClientUse use)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (string.IsNullOrWhiteSpace(Region))
            throw new InvalidOperationException("No AWS region is known; set AWS_REGION, for example to eu-west-1.");

        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = RetriesMax(use);
        config.Timeout = AttemptTimeout(use);
        config.ConnectTimeout = ConnectTimeout;
        if (RetriesMax(use) == 0)
            config.HttpClientFactory = new SingleSendHttp(ConnectTimeout);

        if (Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
            return;
        }

        // With an explicit address the SDK no longer derives the region that signatures name.
        config.ServiceURL = Endpoint.AbsoluteUri;
        config.AuthenticationRegion = Region;
    }
}
