using Amazon.Runtime;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>Whose credentials reach which account, and where the services listen.</summary>
/// <param name="Account">
/// The account that our own credentials belong to; null when nobody said, then every account without a role is ours.
/// </param>
/// <param name="Roles">The roles to assume in other accounts.</param>
/// <param name="Endpoint">Where all services listen, as for <see cref="AwsClientSettings"/>.</param>
/// <param name="Credentials">Our own; null for the SDK's default chain, which in Lambda is the function's role.</param>
public sealed record AwsAccess(
    string? Account,
    AccountRoles Roles,
    Uri? Endpoint = null,
    AWSCredentials? Credentials = null);
