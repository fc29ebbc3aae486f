using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Cli.Live;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Tests.Web;
using ServerlessReadiness.Cli.Web;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Live;

namespace ServerlessReadiness.Cli.Tests.Live;

/// <summary>What <c>readiness local</c> serves, on a clock that the test moves.</summary>
public sealed class LiveSiteTests : IAsyncLifetime
{
    private const string Event = "/api/events/cup-final-2026";

    private readonly FakeTimeProvider _wall = new();
    private LivePlay _play = null!;
    private LoopbackServer _server = null!;
    private LoopbackClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var plan = await PlanAsync();
        var world = new SimulationSettings(1) { Weather = Weather.Fair };
        _play = LivePlay.Start(plan, new LiveSettings(world, plan.Schedule.Live.AddMinutes(30), 60), _wall);
        await _play.Ready;
        _server = await LoopbackServer.StartAsync(
            0,
            new LiveSite(_play, LocalPeople.Of(plan)).AnswerAsync,
            TestContext.Current.CancellationToken);
        _client = new LoopbackClient(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _play.Dispose();
    }

    [Fact]
    public async Task The_page_is_served_with_its_policy_and_what_is_not_there_is_a_problem()
    {
        var page = await _client.GetAsync("/");
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers["content-type"]));
        Assert.Contains("default-src 'none'", page.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("strict-transport-security", page.Headers.Keys);
        foreach (var path in (string[])["/nothing", "/assets/nothing", "/api", "/index.html", "/../etc/passwd"])
        {
            Assert.Equal((404, "not-found"), (await _client.GetAsync(path) is var a ? (a.Status, a.Problem) : default));
        }

        Assert.Equal(405, (await _client.PostAsync("/", "x")).Status);
    }

    [Fact]
    public async Task The_page_is_told_who_may_look_on_and_how_fast_time_goes()
    {
        var console = (await _client.GetAsync("/console.json")).Json;
        Assert.Equal(("local", "/api"), (console["signIn"]!.GetValue<string>(), console["api"]!.GetValue<string>()));
        Assert.Equal(
            """[{"id":"amelia-clarke","name":"Amelia Clarke","roles":["director"]},{"id":"broadcast-control","name":"Broadcast control","roles":["control"]},{"id":"visitor","name":"Visitor","roles":[]}]""",
            console["people"]!.ToJsonString());
        Assert.Equal(60, console["speed"]!.GetValue<int>());
        Assert.Equal("[0,1,10,60,300,1200]", console["speeds"]!.ToJsonString());
    }

    [Fact]
    public async Task Time_goes_as_fast_as_the_page_says()
    {
        var at = (await _client.GetAsync("/local/speed")).Json["now"]!.GetValue<DateTimeOffset>();
        Assert.Equal(300, (await _client.PostAsync("/local/speed", """{"speed":300}""")).Json["speed"]!.GetValue<int>());
        _wall.Advance(TimeSpan.FromSeconds(1));
        var now = (await _client.GetAsync("/local/speed")).Json["now"]!.GetValue<DateTimeOffset>();
        Assert.Equal(TimeSpan.FromMinutes(5), now - at);
    }

    [Theory]
    [InlineData("""{"speed":7}""")]
    [InlineData("""{"speed":"60"}""")]
    [InlineData("""{"speed":60,"more":1}""")]
    [InlineData("""{"speed":1e99}""")]
    [InlineData("60")]
    [InlineData("{")]
    [InlineData("")]
    public async Task What_is_no_speed_changes_nothing(string body)
    {
        var answer = await _client.PostAsync("/local/speed", body);
        Assert.Equal((400, "bad-input"), (answer.Status, answer.Problem));
        Assert.Equal(60, (await _client.GetAsync("/local/speed")).Json["speed"]!.GetValue<int>());
        Assert.Equal(405, (await _client.SendAsync(HttpMethod.Put, "/local/speed", null, ("Origin", _client.Origin))).Status);
    }

    [Fact]
    public async Task Nobody_is_who_is_not_known()
    {
        var answer = await _client.GetAsync(Event, (LiveSite.PersonHeader, "mallory"));
        Assert.Equal((400, "bad-input"), (answer.Status, answer.Problem));
        Assert.Contains("amelia-clarke", answer.Json["next"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, (await _client.GetAsync(Event)).Status);
    }

    [Fact]
    public async Task A_known_document_is_not_sent_again()
    {
        var first = await _client.GetAsync(Event);
        var again = await _client.GetAsync(Event, ("If-None-Match", first.Headers["etag"]));
        Assert.Equal((304, ""), (again.Status, again.Text));
    }

    [Fact]
    public async Task A_query_and_an_odd_path_reach_the_Api_as_they_were_sent()
    {
        Assert.Equal(400, (await _client.GetAsync($"{Event}/journal?limit=9999")).Status);
        Assert.Equal(2, (await _client.GetAsync($"{Event}/journal?limit=2")).Json["lines"]!.AsArray().Count);
        var odd = await _client.GetAsync($"{Event}/commands/a%2Fb%20c");
        Assert.Equal(404, odd.Status);
        Assert.Contains("a/b c", odd.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shift_to_another_region_waits_for_the_director_and_for_nobody_else()
    {
        const string Start = """{"do":"run.start","runbook":"lean-to-europe","component":"live-name"}""";
        var refused = await CommandAsync("k1", "visitor", Start);
        Assert.Equal((403, "not-permitted"), (refused.Status, refused.Problem));
        var run = (await CommandAsync("k2", "broadcast-control", Start)).Json["run"]!.GetValue<string>();
        await UntilAsync(run, r => r["asks"]?.GetValue<string>() == "lead them there");

        var approve = $$"""{"do":"run.approve","run":"{{run}}","step":"lead them there"}""";
        Assert.Equal(403, (await CommandAsync("k3", "broadcast-control", approve)).Status);
        Assert.Equal(200, (await CommandAsync("k4", "amelia-clarke", approve)).Status);
        await UntilAsync(run, r => r["state"]!.GetValue<string>() == "Done");
    }

    private Task<LoopbackAnswer> CommandAsync(string key, string who, string command) => _client.PostAsync(
        $"{Event}/commands",
        $$"""{"reason":"a calm evening","command":{{command}}}""",
        headers: [("Idempotency-Key", key), (LiveSite.PersonHeader, who)]);

    /// <summary>Lets an hour of the world pass at most.</summary>
    private async Task UntilAsync(string run, Func<JsonObject, bool> isSo)
    {
        for (var minute = 0; minute < 60; minute++)
        {
            if (isSo((await _client.GetAsync($"{Event}/runs/{run}")).Json))
            {
                return;
            }

            _wall.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Fail((await _client.GetAsync($"{Event}/runs/{run}")).Text);
    }

    private static Task<CompiledPlan> PlanAsync() =>
        UsablePlan.ReadAsync(ToolRun.Plan("broadcast-two-regions"), TestContext.Current.CancellationToken);
}
