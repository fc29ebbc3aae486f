using Amazon.IdentityManagement.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws;

/// <summary>
/// Denies the effects of roles, for when our own parts are down: it needs IAM and nothing of ours, neither table nor
/// function.
/// </summary>
public sealed class HardPause(AwsClients clients, string region)
{
    public const string PolicyName = "readiness-pause";

    /// <summary>Puts the policy on a role. Safe to repeat.</summary>
    /// <exception cref="PortException">IAM could not be reached, knows no such role or refused.</exception>
    public Task DenyAsync(string role, string policy, CancellationToken cancellationToken)
    {
        var request = new PutRolePolicyRequest
        {
            RoleName = role,
            PolicyName = PolicyName,
            PolicyDocument = policy,
        };
        return CallOf(role, "iam:PutRolePolicy").SendAsync(
            clients,
            () => clients.Iam(Location, ClientUse.Read).PutRolePolicyAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>Takes the policy off again. A role that has none is as it should be.</summary>
    /// <exception cref="PortException">IAM could not be reached or refused.</exception>
    public async Task AllowAsync(string role, CancellationToken cancellationToken)
    {
        var request = new DeleteRolePolicyRequest { RoleName = role, PolicyName = PolicyName };
        try
        {
            await CallOf(role, "iam:DeleteRolePolicy").SendAsync(
                clients,
                () => clients.Iam(Location, ClientUse.Read).DeleteRolePolicyAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException e) when (e.Failure == PortFailure.NotFound)
        {
            // Nothing was denied.
        }
    }

    private Location Location => new(clients.HomeAccount, region);

    private AwsCall CallOf(string role, string operation) => new($"role {role}", Location, operation, "the stack's outputs");
}
