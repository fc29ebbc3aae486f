using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Playwright;
using ServerlessReadiness.Page.Tests.Support;
using ServerlessReadiness.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace ServerlessReadiness.Page.Tests;

/// <summary>Signing in by OpenID Connect, as on a deployed stack; the issuer is played by the browser's network.</summary>
public sealed class SignInTests(BlackFriday sale) : IClassFixture<BlackFriday>
{
    private const string Issuer = "https://login.example.com";
    private const string Secret = "never-in-the-address-bar";

    private readonly List<string> _seen = [];
    private string? _challenge;
    private string? _nonce;
    private string? _verifier;

    [Fact]
    public async Task The_page_signs_in_with_PKCE_and_no_token_is_left_lying_about()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address, new() { Prepare = PlayIssuerAsync });
        await viewer.DoAsync(async page =>
        {
            await Expect(page.Locator("h1")).ToHaveTextAsync("Black Friday 2026");
            await Expect(page.Locator("header")).ToContainTextAsync("kim@example.com");
            Assert.Equal(_challenge, Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(_verifier!))));
            Assert.Equal(sale.Address.AbsoluteUri, page.Url);
            Assert.All(_seen, url => Assert.DoesNotContain(Secret, url, StringComparison.Ordinal));
            var stored = await page.EvaluateAsync<string>("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])");
            Assert.DoesNotContain(Secret, stored, StringComparison.Ordinal);
            Assert.DoesNotContain("verifier", stored, StringComparison.Ordinal);
        });
    }

    private async Task PlayIssuerAsync(IPage page)
    {
        page.Request += (_, request) => _seen.Add(request.Url);
        var site = new ConsoleSite([Issuer]);
        await page.RouteAsync(url => new Uri(url).AbsolutePath == "/" && url.StartsWith("http://127.", StringComparison.Ordinal), route =>
        {
            // The shell as a deployed Api serves it: its policy lets the page call the issuer, and nobody else.
            var shell = site.Find("/")!;
            return route.FulfillAsync(new() { Body = shell.Text, Headers = shell.Headers });
        });
        await page.RouteAsync("**/console.json", route => JsonAsync(route, new JsonObject
        {
            ["signIn"] = "oidc", ["issuer"] = Issuer, ["clientId"] = "page", ["scope"] = "openid email", ["api"] = "/api",
        }));
        await page.RouteAsync($"{Issuer}/.well-known/openid-configuration", route => JsonAsync(route, new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
        }));
        await page.RouteAsync($"{Issuer}/authorize*", route =>
        {
            var asked = HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
            (_challenge, _nonce) = (asked["code_challenge"], asked["nonce"]);
            Assert.Equal(("code", "S256", "page"), (asked["response_type"], asked["code_challenge_method"], asked["client_id"]));
            var back = $"{asked["redirect_uri"]}?code=one-time&state={Uri.EscapeDataString(asked["state"]!)}";

            // A redirect's target would be asked for past this network; a page that goes on there is not.
            return route.FulfillAsync(new() { ContentType = "text/html", Body = $"<script>location.replace('{back}')</script>" });
        });
        await page.RouteAsync($"{Issuer}/token", route =>
        {
            var form = HttpUtility.ParseQueryString(route.Request.PostData!);
            _verifier = form["code_verifier"];
            return JsonAsync(route, new JsonObject
            {
                ["access_token"] = Secret, ["token_type"] = "Bearer", ["expires_in"] = 3600, ["id_token"] = Token(),
            });
        });
        await page.RouteAsync("**/api/**", async route =>
        {
            // What API Gateway's authorizer does: a token, or nothing.
            var headers = new Dictionary<string, string>(route.Request.Headers);
            Assert.StartsWith("Bearer ", headers["authorization"], StringComparison.Ordinal);
            headers["x-readiness-as"] = "visitor";
            await route.ContinueAsync(new() { Headers = headers });
        });
    }

    private string Token()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["aud"] = "page", ["sub"] = "kim", ["email"] = "kim@example.com",
            ["nonce"] = _nonce, ["iat"] = now, ["exp"] = now + 3600, ["jti"] = Secret,
        };
        return $"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part(claims.ToJsonString())}.{Part("signature")}";
    }

    private static Task JsonAsync(IRoute route, JsonObject json) => route.FulfillAsync(new()
    {
        ContentType = "application/json",
        Body = json.ToJsonString(),
        Headers = new Dictionary<string, string> { ["access-control-allow-origin"] = "*" },
    });

    private static string Part(string text) => Base64Url(Encoding.UTF8.GetBytes(text));

    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
