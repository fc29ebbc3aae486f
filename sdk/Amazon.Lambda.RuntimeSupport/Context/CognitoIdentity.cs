using System.Text.Json;

using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The caller's Cognito identity; both ids are null for a caller without one.</summary>
internal sealed class CognitoIdentity : ICognitoIdentity
{
    public string IdentityId { get; private init; }

    public string IdentityPoolId { get; private init; }

    public static CognitoIdentity Parse(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new CognitoIdentity();
        }

        using var document = JsonDocument.Parse(json);
        return new CognitoIdentity
        {
            IdentityId = CognitoClientContext.Text(document.RootElement, "cognitoIdentityId"),
            IdentityPoolId = CognitoClientContext.Text(document.RootElement, "cognitoIdentityPoolId"),
        };
    }
}
