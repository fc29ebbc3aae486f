using System.Text.RegularExpressions;
using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Api.Tests;

/// <summary>The page's own files, for people whom nobody knows yet.</summary>
public sealed partial class ConsoleTests
{
    private readonly Http _http = new();

    [Fact]
    public void The_shell_and_every_file_that_it_names_come_without_an_identity()
    {
        var shell = _http.Send("GET", "/", null, null);
        Assert.Equal((200, "text/html; charset=utf-8"), (shell.Status, shell.Header("content-type")));
        Assert.Equal("no-cache", shell.Header("cache-control"));
        var files = Named().Matches(shell.Text!).Select(m => m.Value).ToList();
        Assert.True(files.Count >= 4);
        Assert.All(files, f =>
        {
            var file = _http.Send("GET", f, null, null);
            Assert.Equal(200, file.Status);
            Assert.Contains("immutable", file.Header("cache-control"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Nothing_else_does()
    {
        Assert.Equal(401, _http.Send("GET", "/events", null, null).Status);
        Assert.Equal(401, _http.Send("POST", "/", null, null).Status);
        Assert.Equal(401, _http.Send("POST", "/console.json", null, null).Status);
        Assert.Equal(404, _http.Send("GET", "/assets/0123456789abcdef/app.js", null, null).Status);
        Assert.Equal(404, _http.Send("GET", "/assets/../index.html", null, null).Status);
    }

    [Fact]
    public void The_page_may_run_our_files_alone_and_call_us_alone()
    {
        var policy = _http.Send("GET", "/", null, null).Header("content-security-policy")!;
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'; base-uri 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_issuer_nobody_signs_in_on_the_page()
    {
        Assert.Equal("""{"signIn":"none"}""", _http.Send("GET", "/console.json", null, null).Text);
    }

    [Fact]
    public void With_one_the_page_may_call_it_and_where_its_tokens_are()
    {
        var http = new Http(console: new ConsoleSettings(
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc", "page", "openid", "https://shop.auth.example.com"));
        Assert.Equal(
            """{"signIn":"oidc","issuer":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc","clientId":"page","scope":"openid","api":"/jwt"}""",
            http.Send("GET", "/console.json", null, null).Text);
        Assert.Contains(
            "connect-src 'self' https://cognito-idp.eu-west-1.amazonaws.com https://shop.auth.example.com;",
            http.Send("GET", "/", null, null).Header("content-security-policy"),
            StringComparison.Ordinal);
    }

    [GeneratedRegex("/assets/[^\"]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
