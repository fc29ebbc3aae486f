using Amazon.Runtime;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Cli.Proxy;
using ServerlessReadiness.Cli.Tests.Web;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Tests.Proxy;

/// <summary>What <c>readiness console</c> serves, before an Api that checks every signature.</summary>
public sealed class ProxySiteTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Who = "arn:aws:iam::123456789012:user/kim";

    private readonly List<string> _codes = [];
    private SigningUpstream _api = null!;
    private SignIn _signIn = null!;
    private Upstream _upstream = null!;
    private LoopbackServer _server = null!;
    private LoopbackClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await SigningUpstream.StartAsync();
        _signIn = new SignIn(_codes.Add);
        await ServeAsync(_api.Address, Upstream.TimeoutDefault);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_types_the_code_gets_one_session_that_scripts_cannot_read()
    {
        var page = await _client.GetAsync("/");
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers["content-type"]));
        Assert.Contains("action=\"/enter\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("form-action 'self'", page.Headers["content-security-policy"], StringComparison.Ordinal);

        var code = _signIn.Code!;
        var entered = await EnterAsync(code.ToLowerInvariant().Replace('-', ' '));
        Assert.Equal((303, "/"), (entered.Status, entered.Headers["location"]));
        var cookie = entered.Headers["set-cookie"];
        Assert.Matches($"^readiness-console-{_server.Address.Port}=[0-9a-f]{{64}}; path=/; samesite=strict; httponly$", cookie);

        var session = ("Cookie", cookie.Split(';')[0]);
        Assert.Contains("default-src 'none'; script-src 'self'", (await _client.GetAsync("/", session)).Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"signIn":"session","api":"/api","who":"{{Who}}"}""",
            (await _client.GetAsync("/console.json", session)).Text);

        // Spent: what was read over a shoulder opens nothing any more.
        Assert.Null(_signIn.Code);
        var again = await EnterAsync(code);
        Assert.Equal(403, again.Status);
        Assert.Contains("used already", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("set-cookie", again.Headers.Keys);
        Assert.Empty(_codes);
    }

    [Fact]
    public async Task After_five_wrong_codes_there_is_another()
    {
        var first = _signIn.Code!;
        for (var i = 1; i <= SignIn.TriesMax; i++)
        {
            Assert.Empty(_codes);
            var wrong = await EnterAsync(i == 1 ? "" : "AAAA-AAAA");
            Assert.Equal(403, wrong.Status);
            Assert.Contains("That is not the code", wrong.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("set-cookie", wrong.Headers.Keys);
        }

        Assert.Equal([_signIn.Code!], _codes);
        Assert.NotEqual(first, _signIn.Code);
        Assert.Equal(403, (await EnterAsync(first)).Status);
        Assert.Equal(303, (await EnterAsync(_signIn.Code!)).Status);
    }

    [Fact]
    public async Task Nobody_else_gets_anything_and_nothing_goes_on()
    {
        _ = await SessionAsync();
        foreach (var path in (string[])["/api/events", "/console.json", "/assets/x", "/nothing"])
        {
            Assert.Equal((401, "not-signed-in"), await _client.GetAsync(path) is var a ? (a.Status, a.Problem) : default);
            var made = ("Cookie", $"readiness-console-{_server.Address.Port}={new string('0', 64)}");
            Assert.Equal(401, (await _client.GetAsync(path, made)).Status);
        }

        Assert.Contains("used already", (await _client.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Empty(_api.Seen);
    }

    [Fact]
    public async Task A_page_of_another_place_cannot_use_the_session_of_a_browser()
    {
        var session = await SessionAsync();
        var posted = await _client.SendAsync(
            HttpMethod.Post,
            "/api/events/sale/commands",
            ("{}", "application/json"),
            session,
            ("Origin", "https://elsewhere.example"));
        Assert.Equal(403, posted.Status);
        Assert.Equal(403, (await _client.GetAsync("/api/events", session, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(421, (await _client.GetAsync("/api/events", session, ("Host", "rebound.example"))).Status);
        Assert.Equal(403, (await _client.SendAsync(
            HttpMethod.Post,
            "/enter",
            ("code=x", Form),
            ("Origin", "https://elsewhere.example"))).Status);
        Assert.Empty(_api.Seen);
    }

    [Theory]
    [InlineData("/events", "/events")]
    [InlineData("/events/sale/journal?limit=5&cursor=a%2Fb%3D%3D&a=%20z", "/events/sale/journal?limit=5&cursor=a%2Fb%3D%3D&a=%20z")]
    [InlineData("/events/sale/commands/kim%3A1%20a", "/events/sale/commands/kim%3A1%20a")]
    [InlineData("/events/%ED%8C%90%EB%A7%A4", "/events/%ED%8C%90%EB%A7%A4")]
    public async Task What_is_asked_is_signed_as_the_operator(string path, string target)
    {
        var answer = await _client.GetAsync("/api" + path, await SessionAsync(), ("If-None-Match", "\"6\""));
        Assert.Equal((200, """{"signed":true}"""), (answer.Status, answer.Text));
        Assert.Equal(("GET", target), (_api.Seen[0].Method, _api.Seen[0].Target));
        Assert.Equal("\"6\"", _api.Seen[0].Headers["if-none-match"]);
    }

    [Fact]
    public async Task A_command_goes_on_with_what_it_needs_and_nothing_else()
    {
        var session = await SessionAsync();
        var answer = await _client.PostAsync(
            "/api/events/sale/commands",
            """{"reason":"상품"}""",
            headers: [session, ("Idempotency-Key", "k1"), ("If-Match", "\"3\""), ("Accept", "application/json"),
                ("Connection", "x-hop"), ("X-Hop", "1"), ("X-Forwarded-For", "1.2.3.4"), ("x-readiness-as", "kim")]);
        Assert.Equal((202, "\"7\""), (answer.Status, answer.Headers["etag"]));
        Assert.DoesNotContain("set-cookie", answer.Headers.Keys);
        Assert.DoesNotContain("x-theirs", answer.Headers.Keys);
        var (method, _, headers, body) = _api.Seen[0];
        Assert.Equal(("POST", """{"reason":"상품"}"""), (method, body));
        Assert.Equal(
            ["accept", "authorization", "content-length", "content-type", "host", "idempotency-key", "if-match",
                "x-amz-date", "x-amz-security-token"],
            headers.Keys.Where(k => k != "traceparent").Order(StringComparer.Ordinal));
        Assert.Equal("k1", headers["idempotency-key"]);
    }

    [Theory]
    [InlineData("/api/")]
    [InlineData("/api/other")]
    [InlineData("/api/eventsx")]
    [InlineData("/api/events//x")]
    public async Task What_is_no_event_is_nobodys_business(string path)
    {
        Assert.Equal(404, (await _client.GetAsync(path, await SessionAsync())).Status);
        Assert.Empty(_api.Seen);
    }

    /// <summary>A client that does not tidy up its addresses as browsers do.</summary>
    [Theory]
    [InlineData("/events", true)]
    [InlineData("/events/a%2Fb", true)]
    [InlineData("/events/..", false)]
    [InlineData("/events/%2E%2e/secrets", false)]
    [InlineData("/events/./x", false)]
    [InlineData("/events/", false)]
    [InlineData("events", false)]
    public void A_path_that_climbs_out_leads_nowhere(string path, bool serves) =>
        Assert.Equal(serves, Upstream.Serves(path));

    [Fact]
    public async Task Only_ways_that_the_Api_knows_go_on()
    {
        var session = await SessionAsync();
        foreach (var method in (string[])["DELETE", "PATCH", "OPTIONS", "HEAD"])
        {
            var answer = await _client.SendAsync(new HttpMethod(method), "/api/events", null, session, ("Origin", _client.Origin));
            Assert.Equal(405, answer.Status);
        }

        Assert.Equal(413, (await _client.PostAsync(
            "/api/events/sale/commands",
            new string('x', LoopbackServer.BodyBytesMax + 1),
            headers: session)).Status);
        Assert.Empty(_api.Seen);
    }

    [Fact]
    public async Task Trouble_behind_it_is_said_with_what_to_do()
    {
        _api.Slowness = TimeSpan.FromSeconds(20);
        await EndAsync();
        _signIn = new SignIn(_codes.Add);
        await ServeAsync(_api.Address, TimeSpan.FromMilliseconds(300));
        var slow = await _client.GetAsync("/api/events", await SessionAsync());
        Assert.Equal((504, "too-slow"), (slow.Status, slow.Problem));

        await EndAsync();
        _signIn = new SignIn(_codes.Add);
        await ServeAsync(new Uri("http://127.0.0.1:1/"), Upstream.TimeoutDefault);
        var gone = await _client.GetAsync("/api/events", await SessionAsync());
        Assert.Equal((502, "unreachable"), (gone.Status, gone.Problem));
        Assert.Contains("--api", gone.Json["next"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task ServeAsync(Uri api, TimeSpan timeout)
    {
        var credentials = new SessionAWSCredentials(SigningUpstream.AccessKey, SigningUpstream.SecretKey, SigningUpstream.Token);
        _upstream = new Upstream(
            api,
            new RequestSigner(credentials, SigningUpstream.Region, "execute-api", TimeProvider.System),
            timeout);
        _server = await LoopbackServer.StartAsync(
            0,
            new ProxySite(_upstream, _signIn, Who).AnswerAsync,
            TestContext.Current.CancellationToken);
        _client = new LoopbackClient(_server.Address);
    }

    private async Task EndAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _upstream.Dispose();
    }

    private Task<LoopbackAnswer> EnterAsync(string code) =>
        _client.PostAsync("/enter", $"code={Uri.EscapeDataString(code)}", Form);

    private async Task<(string Name, string Value)> SessionAsync() =>
        ("Cookie", (await EnterAsync(_signIn.Code!)).Headers["set-cookie"].Split(';')[0]);
}
