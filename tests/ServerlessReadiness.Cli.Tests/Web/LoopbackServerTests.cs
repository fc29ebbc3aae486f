using Microsoft.AspNetCore.Http;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Tests.Web;

/// <summary>Whom a server on this machine's own address listens to.</summary>
public sealed class LoopbackServerTests
{
    [Fact]
    public async Task It_listens_on_this_machines_own_address_alone_and_does_not_say_what_it_is()
    {
        await using var server = await StartAsync();
        Assert.Equal("127.0.0.1", server.Address.Host);
        using var client = new LoopbackClient(server.Address);
        var answer = await client.GetAsync("/somewhere");
        Assert.Equal((200, "GET /somewhere "), (answer.Status, answer.Text));
        Assert.DoesNotContain("server", answer.Headers.Keys);
        Assert.Equal("nosniff", answer.Headers["x-content-type-options"]);
        Assert.Equal("same-origin", answer.Headers["cross-origin-resource-policy"]);
    }

    /// <summary>A page elsewhere whose name was made to lead to this machine.</summary>
    [Theory]
    [InlineData("rebound.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("0.0.0.0:{port}")]
    public async Task A_request_for_another_host_is_refused(string host)
    {
        await using var server = await StartAsync();
        using var client = new LoopbackClient(server.Address);
        var named = host.Replace("{port}", $"{server.Address.Port}", StringComparison.Ordinal);
        var answer = await client.GetAsync("/", ("Host", named));
        Assert.Equal((421, "foreign-host"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task The_name_localhost_is_this_machine_too()
    {
        await using var server = await StartAsync();
        using var client = new LoopbackClient(server.Address);
        var host = $"localhost:{server.Address.Port}";
        Assert.Equal(200, (await client.GetAsync("/", ("Host", host))).Status);
        var own = await client.SendAsync(HttpMethod.Post, "/", ("x", "text/plain"), ("Host", host), ("Origin", $"http://{host}"));
        Assert.Equal(200, own.Status);

        // Two names are two places, as browsers see it.
        var other = await client.SendAsync(HttpMethod.Post, "/", ("x", "text/plain"), ("Host", host), ("Origin", client.Origin));
        Assert.Equal(403, other.Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task What_could_change_something_is_taken_from_its_own_page_alone(string? origin)
    {
        await using var server = await StartAsync();
        using var client = new LoopbackClient(server.Address);
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete])
        {
            var answer = await client.SendAsync(method, "/", ("x", "text/plain"), origin is null ? [] : [("Origin", origin)]);
            Assert.Equal((403, "foreign-origin"), (answer.Status, answer.Problem));
            Assert.Equal(200, (await client.SendAsync(method, "/", ("x", "text/plain"), ("Origin", client.Origin))).Status);
        }
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_page_of_another_place_may_lead_here_and_read_nothing(string site)
    {
        await using var server = await StartAsync();
        using var client = new LoopbackClient(server.Address);
        Assert.Equal(403, (await client.GetAsync("/api/events", ("Sec-Fetch-Site", site))).Status);
        Assert.Equal(403, (await client.GetAsync("/", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "no-cors"))).Status);
        Assert.Equal(200, (await client.GetAsync("/", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate"))).Status);
        Assert.Equal(200, (await client.GetAsync("/api/events", ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_refused_and_one_at_the_bound_is_not()
    {
        await using var server = await StartAsync();
        using var client = new LoopbackClient(server.Address);
        var most = new string('x', LoopbackServer.BodyBytesMax);
        Assert.Equal(200, (await client.PostAsync("/", most)).Status);
        var answer = await client.PostAsync("/", most + "x");
        Assert.Equal((413, "too-large"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task One_request_that_fails_is_told_and_the_next_is_answered()
    {
        await using var server = await StartAsync();
        using var client = new LoopbackClient(server.Address);
        var failed = await client.GetAsync("/fail");
        Assert.Equal((500, "trouble"), (failed.Status, failed.Problem));
        Assert.Equal(200, (await client.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var server = await StartAsync();
        var taken = await Assert.ThrowsAsync<CliException>(() => StartAsync(server.Address.Port));
        Assert.Equal(ExitCodes.BadInput, taken.ExitCode);
        Assert.Contains($"127.0.0.1:{server.Address.Port}", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_though_a_request_is_under_way()
    {
        var begun = new TaskCompletionSource();
        var server = await LoopbackServer.StartAsync(
            0,
            async context =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
            },
            TestContext.Current.CancellationToken);
        using var client = new LoopbackClient(server.Address);
        var waiting = client.GetAsync("/");
        await begun.Task;
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
    }

    private static Task<LoopbackServer> StartAsync(int port = 0) => LoopbackServer.StartAsync(
        port,
        async context =>
        {
            if (context.Request.Path == "/fail")
            {
                throw new InvalidOperationException("it failed");
            }

            var body = await Answers.BodyAsync(context.Request);
            await context.Response.WriteAsync(
                $"{context.Request.Method} {context.Request.Path} {(body.Length == 0 ? "" : body.Length)}");
        },
        TestContext.Current.CancellationToken);
}
