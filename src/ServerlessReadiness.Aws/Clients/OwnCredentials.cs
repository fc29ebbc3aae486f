using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>Credentials that a person at a terminal has, beside the SDK's default chain.</summary>
public static class OwnCredentials
{
    /// <summary>An imitation of AWS takes any credentials, so nobody has to invent some.</summary>
    public static AWSCredentials ForImitation => new BasicAWSCredentials("local", "local");

    /// <summary>Those of a profile in the AWS configuration; null when it has none of that name.</summary>
    public static AWSCredentials? OfProfile(string name) =>
        new CredentialProfileStoreChain().TryGetAWSCredentials(name, out var found) ? found : null;
}
