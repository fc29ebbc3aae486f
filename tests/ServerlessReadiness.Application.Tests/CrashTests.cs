using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

/// <summary>
/// The process dies at every one of its port calls in turn, before and after the call takes effect. The signal is
/// delivered again, as Lambda does, and Clock beats.
/// </summary>
public sealed class CrashTests
{
    private const int CallsMax = 200;
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(16);

    public static TheoryData<string, string[]> Repairs => EndToEndTests.Repairs;

    [Theory]
    [MemberData(nameof(Repairs))]
    public void An_alarms_answer_survives_its_process_being_stopped_anywhere(string runbook, string[] effects)
    {
        var died = EachCrash(crash =>
        {
            var scenario = new Scenario();
            scenario.World.SetAlarm(EndToEndTests.About(runbook));
            scenario.Deliver(EndToEndTests.About(runbook), crash, TimeSpan.FromMinutes(3));
            scenario.Time.Advance(TimeSpan.FromMinutes(1));
            scenario.Deliver(EndToEndTests.About(runbook));
            return scenario;
        }, runbook, effects);
        Assert.True(died > 8, $"only {died} crash points were tried");
    }

    [Theory]
    [MemberData(nameof(Repairs))]
    public void A_resumed_run_survives_its_process_being_stopped_anywhere(string runbook, string[] effects)
    {
        var died = EachCrash(crash =>
        {
            var scenario = new Scenario();
            scenario.World.SetAlarm(EndToEndTests.About(runbook));
            scenario.Deliver(EndToEndTests.About(runbook), new CrashOn());
            scenario.Time.Advance(TimeSpan.FromMinutes(3));
            scenario.Beat(crash, () => crash.HasCrashed);
            return scenario;
        }, runbook, effects);
        Assert.True(died > 8, $"only {died} crash points were tried");
    }

    [Fact]
    public void A_page_survives_its_process_being_stopped_anywhere()
    {
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var crash = new CrashAt(k, after);
                var scenario = new Scenario();
                scenario.World.Fault = c => c is Change.Publish ? null : (Ports.PortFailure.Denied, false);
                scenario.World.SetAlarm(EndToEndTests.About("raise"));
                scenario.Deliver(EndToEndTests.About("raise"), crash);
                if (!crash.HasCrashed)
                {
                    Assert.True(k > 8);
                    return;
                }

                scenario.Deliver(EndToEndTests.About("raise"));
                scenario.Clear("raise-1");
                scenario.BeatsUntilOver(Aftermath);
                Assert.Equal(RunState.Failed, Assert.Single(scenario.Runs).State);
                Assert.True(
                    scenario.World.Messages.Select(m => m.Token).Distinct().Count() == 1,
                    $"{crash.Where}: {scenario.World.Messages.Count()} messages");
                Assert.Equal(RunState.Done, Assert.Single(scenario.Pages).State);
            }
        }

        Assert.Fail($"a process made more than {CallsMax} calls");
    }

    private static int EachCrash(Func<CrashAt, Scenario> play, string runbook, string[] effects)
    {
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var crash = new CrashAt(k, after);
                var scenario = play(crash);
                if (!crash.HasCrashed)
                {
                    return k - 1;
                }

                scenario.Clear($"{runbook}-1");
                scenario.BeatsUntilOver(Aftermath);
                Check(scenario, effects, $"call {k}, {crash.Where}");
            }
        }

        throw new InvalidOperationException($"a process made more than {CallsMax} calls");
    }

    private static void Check(Scenario scenario, string[] effects, string where)
    {
        var run = Assert.Single(scenario.Runs);
        var done = scenario.World.Effects.Where(e => e is not Change.Publish).Select(e => e.GetType().Name).ToList();
        if (run.State == RunState.HandedOver)
        {
            // Nothing that can be read tells whether a reboot happened, so only there may a person be asked.
            Assert.True(effects.Contains("RebootInstance"), $"{where}: {run.Reason}");
            Assert.Equal(effects.Take(done.Count), done);
            Assert.Single(scenario.World.Messages.Select(m => m.Token).Distinct());
        }
        else
        {
            Assert.True(run.State == RunState.Done, $"{where}: {run.State}: {run.Reason}");
            Assert.True(effects.SequenceEqual(done), $"{where}: {string.Join(", ", done)}");
            Assert.Empty(scenario.World.Messages);
        }

        Assert.Null(scenario.Resource.Lease);
        Assert.True(scenario.Web.LowestServing >= 2, $"{where}: {scenario.Web.LowestServing} served");
        Assert.True(scenario.Web.HighestMaximum <= 12, where);
        var journal = scenario.Journal();
        Assert.All(
            scenario.World.Effects,
            e => Assert.Contains(journal, line => line.Kind == JournalKind.Intent && line.Verdict == e.Describe()));
        Assert.All(
            run.Steps.SelectMany(s => s.Effects).Where(e => e.State == EffectState.Done),
            e => Assert.Contains(journal, line => line.Kind == JournalKind.Outcome && line.Verdict == e.Change.Describe()));
        Assert.Single(journal, line => line is { Kind: JournalKind.Decision, Verdict: "Starts" });
    }
}
