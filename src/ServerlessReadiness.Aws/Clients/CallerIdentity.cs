using Amazon.SecurityToken.Model;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>Who we are to AWS: what the readiness tool gives commands under.</summary>
public sealed class CallerIdentity(AwsClients clients, string region)
{
    /// <summary>The ARN behind our credentials. AWS answers this to anybody who can sign, whatever they may do.</summary>
    /// <exception cref="PortException">The service could not be reached, or the credentials are none.</exception>
    public async Task<string> ArnAsync(CancellationToken cancellationToken)
    {
        var location = new Location(clients.HomeAccount, region);
        var request = new GetCallerIdentityRequest();
        var response = await new AwsCall("our own identity", location, "sts:GetCallerIdentity", "the AWS configuration")
            .SendAsync(
                clients,
                () => clients.Sts(location, ClientUse.Read).GetCallerIdentityAsync(request, cancellationToken),
                cancellationToken);
        return response.Arn;
    }
}
