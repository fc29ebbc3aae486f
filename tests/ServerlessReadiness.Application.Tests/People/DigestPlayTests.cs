using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.People;

/// <summary>Pages through the executor: which leave, which wait, and that none is lost.</summary>
public sealed class DigestPlayTests
{
    private readonly Scenario _scenario = new();
    private int _seed = 100;

    [Fact]
    public void Two_hundred_pages_of_one_trouble_are_two_messages_and_every_run_ends()
    {
        for (var i = 0; i < 200; i++)
        {
            Page("Unresolved", $"alarm {i}");
        }

        _scenario.Beats(TimeSpan.FromMinutes(14));
        var messages = _scenario.World.Messages.ToList();
        Assert.Equal(2, messages.Count);
        Assert.Contains("199 more pages of Spring sale within", messages[1].Subject, StringComparison.Ordinal);
        Assert.Contains("front", messages[1].Text, StringComparison.Ordinal);
        Assert.Equal(201, _scenario.Pages.Count);
        Assert.All(_scenario.Pages, p => Assert.Equal(RunState.Done, p.State));
        Assert.Equal(0, _scenario.Read(StateKeys.Digest(Sample.Event)).Value!.Waiting);
    }

    [Fact]
    public void What_is_urgent_leaves_each_time()
    {
        for (var i = 0; i < 5; i++)
        {
            Page("FloorFight", $"fight {i}");
        }

        _scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal(5, _scenario.World.Messages.Count());
    }

    [Fact]
    public void A_process_that_dies_over_any_call_loses_no_page()
    {
        for (var call = 2; call < 40; call++)
        {
            var scenario = new Scenario();
            var crash = new CrashAt(call / 2, call % 2 == 1);
            Page(scenario, "Unresolved", "first");
            Page(scenario, "Unresolved", "second");
            scenario.Beat(crash, () => crash.HasCrashed);
            scenario.Beats(TimeSpan.FromMinutes(20));
            Assert.All(scenario.Pages, p => Assert.True(p.IsOver, $"call {call}: {p.Reason}"));
            var words = string.Join('\n', scenario.World.Messages.Select(m => $"{m.Subject} {m.Text}"));
            Assert.Contains("first", words, StringComparison.Ordinal);
            Assert.Contains("second", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pages_of_no_event_are_gathered_too()
    {
        for (var i = 0; i < 3; i++)
        {
            Page(_scenario, "unreadable state", $"item {i}", JournalWriter.Unassigned);
        }

        _scenario.Beats(TimeSpan.FromMinutes(13));
        Assert.Equal(2, _scenario.World.Messages.Count());
        Assert.Contains("2 more pages of unassigned", _scenario.World.Messages.Last().Subject, StringComparison.Ordinal);
    }

    private void Page(string verdict, string reason) => Page(_scenario, verdict, reason);

    private void Page(Scenario scenario, string verdict, string reason, Core.Events.EventId? eventId = null)
    {
        var ids = new Ids(scenario.Time, new SeededChance(_seed++));
        var page = new Pages(ids).About(
            eventId ?? Sample.Event,
            1,
            Sample.Plan.FindComponent(Sample.Front),
            new RunTrigger.ByPlan("test"),
            verdict,
            reason,
            scenario.Now);
        var due = page with { Run = page.Run with { DueAt = scenario.Now } };
        scenario.Commit([.. new RunWrites(new JournalWriter(scenario.Store, ids)).Of(due)]);
    }
}
