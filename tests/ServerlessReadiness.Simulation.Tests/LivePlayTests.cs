using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Live;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>An event that goes on while people look on.</summary>
public sealed class LivePlayTests
{
    private static readonly DateTimeOffset At = SmallSale.Live.AddMinutes(-65);

    /// <summary>Far longer than anything here takes; a play that hangs must not hang the tests.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static LiveSettings Settings =>
        new(new SimulationSettings(3) { Weather = Weather.Usual }, At, LivePlay.SpeedDefault);

    [Fact]
    public async Task The_worlds_clock_goes_as_fast_as_was_chosen_and_stands_still_at_0()
    {
        var wall = new FakeTimeProvider();
        using var play = await ReadyAsync(SmallSale.Plan, Settings, wall);
        Assert.Equal(new LiveState(At, 60, false), await play.LookAsync());

        wall.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(At.AddMinutes(10), (await play.LookAsync()).Now);

        await play.SetSpeedAsync(0);
        wall.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new LiveState(At.AddMinutes(10), 0, false), await play.LookAsync());

        await play.SetSpeedAsync(1);
        wall.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(At.AddMinutes(10.5), (await play.LookAsync()).Now);

        await play.SetSpeedAsync(1200);
        wall.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(At.AddMinutes(70.5), (await play.LookAsync()).Now);
        Assert.Equal("Live", (await GetAsync(play, "/events/sale")).Body["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pause_by_the_Api_holds_also_while_the_worlds_clock_stands_still()
    {
        var wall = new FakeTimeProvider();
        using var play = await ReadyAsync(SmallSale.Plan, Settings with { Speed = 0 }, wall);
        var (status, record) = await CommandAsync(play, "k1", """{"do":"pause"}""");
        Assert.Equal((200, "Done"), (status, record["state"]!.GetValue<string>()));
        Assert.Equal("Paused", (await GetAsync(play, "/events/sale")).Body["mode"]!.GetValue<string>());

        // Two commands at one instant are two commands.
        Assert.Equal(200, (await CommandAsync(play, "k2", """{"do":"issue.open","summary":"slow"}""")).Status);
        Assert.Equal(200, (await CommandAsync(play, "k3", """{"do":"issue.open","summary":"slower"}""")).Status);
        Assert.Equal(2, (await GetAsync(play, "/events/sale/issues")).Body["issues"]!.AsArray().Count);
        Assert.Equal(At, (await play.LookAsync()).Now);

        // The pre-warm's first stage is due in five minutes, and does not start.
        var before = await EffectsAsync(play);
        await play.SetSpeedAsync(60);
        wall.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(before, await EffectsAsync(play));

        Assert.Equal(200, (await CommandAsync(play, "k4", """{"do":"resume"}""")).Status);
        wall.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await EffectsAsync(play) > before);
    }

    [Fact]
    public async Task A_runbook_that_somebody_starts_is_run_by_Executor_as_the_worlds_clock_goes_on()
    {
        var wall = new FakeTimeProvider();
        using var play = await ReadyAsync(SmallSale.Plan, Settings with { At = SmallSale.Live.AddHours(1) }, wall);
        var (status, record) = await CommandAsync(
            play,
            "k1",
            """{"do":"run.start","runbook":"raise","component":"data"}""");
        Assert.Equal(200, status);
        var run = $"/events/sale/runs/{record["run"]!.GetValue<string>()}";
        Assert.Equal("Running", (await GetAsync(play, run)).Body["state"]!.GetValue<string>());
        wall.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("Done", (await GetAsync(play, run)).Body["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_words_at_the_same_instants_make_the_same_journal_however_often_somebody_looks()
    {
        var (seldom, often) = (await JournalAsync(looks: 0), await JournalAsync(looks: 40));
        Assert.Equal(seldom, often);
        Assert.Contains("Paused", seldom, StringComparison.Ordinal);
        Assert.NotEqual(seldom, await JournalAsync(looks: 0, pausedAfterSeconds: 31));
    }

    [Fact]
    public async Task The_page_has_its_document_within_a_minute_of_the_world()
    {
        var wall = new FakeTimeProvider();
        using var play = await ReadyAsync(SmallSale.Plan, Settings, wall);
        wall.Advance(TimeSpan.FromSeconds(2));
        var (status, snapshot) = await GetAsync(play, "/events/sale/snapshot");
        Assert.Equal(200, status);
        Assert.InRange(snapshot["at"]!.GetValue<DateTimeOffset>(), At, At.AddMinutes(2));
        Assert.Empty(snapshot["deadLetters"]!.AsArray());
    }

    [Theory]
    [InlineData(true, StepAnswer.Granted)]
    [InlineData(false, StepAnswer.None)]
    public void Only_those_who_look_on_answer_for_themselves(bool withPeople, StepAnswer answer)
    {
        var world = new LiveWorld(Asking(), Settings with { WithPeople = withPeople, At = SmallSale.Live });
        world.AdvanceTo(Instant.Ms(SmallSale.Live));
        var started = Body(world.Answer(Command("k1", """{"do":"run.start","runbook":"ask","component":"data"}""", "boss")));
        world.AdvanceTo(Instant.Ms(SmallSale.Live.AddMinutes(20)));
        var run = Body(world.Answer(Request("GET", $"/events/sale/runs/{started["run"]!.GetValue<string>()}", null, null, "boss")));
        var granted = run["steps"]![0]!["approval"]!["granted"]?.GetValue<bool>();
        Assert.Equal(answer, granted is true ? StepAnswer.Granted : StepAnswer.None);
    }

    [Fact]
    public void A_play_answers_on_after_the_event_is_over_and_its_clock_stands_still()
    {
        // The database goes back in no window of the plan, so that somebody has to decide that it is kept.
        var world = new LiveWorld(SmallSale.Plan, Settings with { WithPeople = true });
        world.AdvanceTo(Instant.Ms(SmallSale.Live.AddDays(3)));
        Assert.True(world.IsOver);
        Assert.Empty(world.Violations);
        var over = world.NowMs;
        world.AdvanceTo(over + Instant.HourMs);
        Assert.Equal(over, world.NowMs);
        Assert.Equal("Closed", Body(world.Answer(Request("GET", "/events/sale", null)))["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whoever_asks_after_the_stop_is_told_and_the_stop_waits_for_nobody()
    {
        var play = await ReadyAsync(SmallSale.Plan, Settings, new FakeTimeProvider());
        play.Dispose();
        await play.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(play.LookAsync);

        // Also while the way to the beginning is still played.
        var early = LivePlay.Start(SmallSale.Plan, Settings with { At = SmallSale.Live.AddHours(4) }, TimeProvider.System);
        early.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => early.Ready);
    }

    [Fact]
    public void What_cannot_be_played_is_said_before_it_begins()
    {
        Assert.Throws<ArgumentException>(() =>
            LivePlay.Start(SmallSale.Plan with { Traffic = [] }, Settings, TimeProvider.System));
        Assert.Throws<ArgumentException>(() =>
            LivePlay.Start(SmallSale.Plan, Settings with { Speed = 7 }, TimeProvider.System));
    }

    public enum StepAnswer
    {
        None,
        Granted,
    }

    private static async Task<LivePlay> ReadyAsync(CompiledPlan plan, LiveSettings settings, TimeProvider wall)
    {
        var play = LivePlay.Start(plan, settings, wall);
        await play.Ready.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return play;
    }

    /// <summary>Two hours of a sale, paused in their midst for half an hour, as the lines of its journal.</summary>
    private static async Task<string> JournalAsync(int looks, int pausedAfterSeconds = 30)
    {
        var wall = new FakeTimeProvider();
        using var play = await ReadyAsync(SmallSale.Plan, Settings, wall);
        for (var second = 0; second < 120; second++)
        {
            wall.Advance(TimeSpan.FromSeconds(1));
            for (var look = 0; look < looks && second % 10 == 0; look++)
            {
                Assert.Equal(200, (await GetAsync(play, "/events/sale/status")).Status);
            }

            if (second == pausedAfterSeconds || second == pausedAfterSeconds + 30)
            {
                var word = second == pausedAfterSeconds ? "pause" : "resume";
                Assert.Equal(200, (await CommandAsync(play, word, $$"""{"do":"{{word}}"}""")).Status);
            }
        }

        var journal = await play.JournalAsync();
        return string.Join('\n', journal.Select(e => JsonSerializer.Serialize(e, StateJson.Default.JournalEntry)));
    }

    /// <summary>The sale with a step that asks its boss.</summary>
    private static CompiledPlan Asking()
    {
        var raise = SmallSale.Plan.Runbooks.First(r => r.Name.Value == "raise");
        var step = raise.Steps[0] with
        {
            Approval = new(["chief"], TimeSpan.FromHours(1), default, "May we?"),
        };
        return SmallSale.Plan with
        {
            Roles = [new PlanRole("chief", ["boss"])],
            Runbooks = [.. SmallSale.Plan.Runbooks, raise with { Name = RunbookName.Parse("ask"), Steps = [step] }],
        };
    }

    /// <summary>How often something was about to be done to what the first stage raises, and is not armed.</summary>
    private static async Task<int> EffectsAsync(LivePlay play) =>
        (await play.JournalAsync()).Count(e => e.Kind == JournalKind.Intent && e.Component == SmallSale.Orders);

    private static async Task<(int Status, JsonObject Body)> GetAsync(LivePlay play, string path) =>
        Answer(await play.AnswerAsync(Request("GET", path, null)).WaitAsync(Patience, TestContext.Current.CancellationToken));

    private static async Task<(int Status, JsonObject Body)> CommandAsync(LivePlay play, string key, string command) =>
        Answer(await play.AnswerAsync(Command(key, command)).WaitAsync(Patience, TestContext.Current.CancellationToken));

    private static byte[] Command(string key, string command, string? subject = null) => Request(
        "POST",
        "/events/sale/commands",
        $$"""{"reason":"a look first","command":{{command}}}""",
        key,
        subject);

    private static byte[] Request(string method, string path, string? body, string? key = null, string? subject = null) =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = path,
            ["headers"] = new JsonObject { ["content-type"] = "application/json", ["idempotency-key"] = key },
            ["requestContext"] = new JsonObject
            {
                ["authorizer"] = subject is null
                    ? new JsonObject { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::123456789012:user/kim" } }
                    : new JsonObject { ["jwt"] = new JsonObject { ["claims"] = new JsonObject { ["sub"] = subject } } },
                ["http"] = new JsonObject { ["method"] = method, ["path"] = path },
                ["requestId"] = "r",
            },
            ["body"] = body,
        }.ToJsonString());

    private static JsonObject Body(byte[] answer) => Answer(answer).Body;

    private static (int Status, JsonObject Body) Answer(byte[] answer)
    {
        var json = JsonNode.Parse(answer)!;
        return (json["statusCode"]!.GetValue<int>(), JsonNode.Parse(json["body"]!.GetValue<string>())!.AsObject());
    }
}
