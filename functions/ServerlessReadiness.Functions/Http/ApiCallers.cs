using Amazon.Lambda.APIGatewayEvents;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Functions.Http;

using Authorizer = APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription;

/// <summary>Who calls, by what API Gateway's authorizer has proved.</summary>
internal static class ApiCallers
{
    /// <summary>Where issuers put groups; the first that is there counts.</summary>
    private static readonly string[] GroupClaims = ["cognito:groups", "groups", "roles"];

    public static Caller? Of(Authorizer? authorizer) => authorizer switch
    {
        { IAM.UserARN: { Length: > 0 } arn } => new Caller.Iam(arn),
        { Jwt.Claims: { } claims } when claims.TryGetValue("sub", out var subject) && subject is { Length: > 0 } =>
            new Caller.Jwt(subject, MailOf(claims), GroupsOf(claims)),
        _ => null,
    };

    /// <summary>A mail address that nobody has verified is what its owner typed, and proves nothing.</summary>
    private static string? MailOf(IDictionary<string, string> claims) =>
        claims.TryGetValue("email_verified", out var verified) && verified == "true"
            && claims.TryGetValue("email", out var mail) && mail is { Length: > 0 }
            ? mail
            : null;

    /// <summary>API Gateway writes a list as <c>[admins operators]</c>, so a group's name with spaces is none.</summary>
    private static EquatableList<string> GroupsOf(IDictionary<string, string> claims)
    {
        var text = GroupClaims.Select(c => claims.TryGetValue(c, out var t) ? t : null).FirstOrDefault(t => t is not null);
        return text switch
        {
            null => [],
            ['[', .. var inner, ']'] => EquatableList.From(
                inner.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
            _ => [text],
        };
    }
}
