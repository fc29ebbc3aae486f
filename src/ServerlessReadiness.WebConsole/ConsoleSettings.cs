using System.Text.Json.Nodes;

namespace ServerlessReadiness.WebConsole;

/// <summary>How people sign in on the page, by OpenID Connect (authorisation code with PKCE).</summary>
/// <param name="Issuer">The issuer's address, as its discovery document spells it; null for no sign-in.</param>
/// <param name="ClientId">The page's client at the issuer: a public one, since a page keeps no secret.</param>
/// <param name="Scope">What is asked for.</param>
/// <param name="TokenOrigin">
/// Scheme and host of the issuer's token endpoint where that is another one, as with Cognito; null otherwise.
/// </param>
public sealed record ConsoleSettings(string? Issuer, string? ClientId, string Scope, string? TokenOrigin)
{
    public const string ScopeDefault = "openid email";

    public static readonly ConsoleSettings NoSignIn = new(null, null, ScopeDefault, null);

    /// <exception cref="InvalidOperationException">A setting is wrong; it is named with what to do.</exception>
    public static ConsoleSettings Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var (issuer, client) = (Optional("READINESS_OIDC_ISSUER"), Optional("READINESS_OIDC_CLIENT_ID"));
        if (issuer is null || client is null)
        {
            return NoSignIn;
        }

        Check("READINESS_OIDC_ISSUER", issuer, originOnly: false);
        var origin = Optional("READINESS_OIDC_ORIGIN");
        if (origin is not null)
        {
            Check("READINESS_OIDC_ORIGIN", origin, originOnly: true);
        }

        return new ConsoleSettings(issuer, client, Optional("READINESS_OIDC_SCOPE") ?? ScopeDefault, origin);

        string? Optional(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>Origins that the page calls besides its own.</summary>
    public IReadOnlyCollection<string> ConnectTo => Issuer is null
        ? []
        : [.. new[] { new Uri(Issuer).GetLeftPart(UriPartial.Authority), TokenOrigin }.OfType<string>().Distinct()];

    /// <summary>What the page reads before anybody has signed in.</summary>
    public JsonObject ToJson() => Issuer is null
        ? new JsonObject { ["signIn"] = "none" }
        : new JsonObject
        {
            ["signIn"] = "oidc",
            ["issuer"] = Issuer,
            ["clientId"] = ClientId,
            ["scope"] = Scope,
            ["api"] = "/jwt",
        };

    private static void Check(string name, string address, bool originOnly)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps
            || (originOnly && address != uri.GetLeftPart(UriPartial.Authority)))
        {
            throw new InvalidOperationException(
                $"{name} is \"{address}\"; set it to an https address"
                + (originOnly ? " of scheme and host alone, such as https://login.example.com." : "."));
        }
    }
}
