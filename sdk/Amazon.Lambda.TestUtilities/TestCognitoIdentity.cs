using Amazon.Lambda.Core;

namespace Amazon.Lambda.TestUtilities;

/// <summary>A Cognito identity whose every value a test sets itself.</summary>
public class TestCognitoIdentity : ICognitoIdentity
{
    public string IdentityId { get; set; }

    public string IdentityPoolId { get; set; }
}
