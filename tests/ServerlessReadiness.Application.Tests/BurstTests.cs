using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

public sealed class BurstTests
{
    private const int Hosts = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_burst_loses_nothing_and_starts_no_more_than_it_may(int seed)
    {
        var scenario = new Scenario();
        var chance = new Random(seed);
        scenario.Faults.Commit = _ => chance.Next(100) < 30 ? StoreFault.Conflict : StoreFault.None;
        scenario.Faults.DueBehind = () => chance.Next(50);
        var alarms = Alarms().ToList();
        var turns = new SeededInterleaving(seed);
        var hosts = Enumerable.Range(0, Hosts).Select(_ => scenario.NewHost(turns)).ToList();

        // A process handles one signal after another, as Lambda does.
        scenario.PlayInterleaved(turns, [.. hosts.Select((host, h) => (Func<Task>)(async () =>
        {
            for (var i = h; i < alarms.Count; i += Hosts)
            {
                await host.Alarms.HandleAsync(alarms[i], scenario.Now, CancellationToken.None);
            }
        }))]);
        CheckNothingLost(scenario, alarms);
        Assert.Equal(1, Started(scenario));

        scenario.Beats(TimeSpan.FromMinutes(4));
        CheckNothingLost(scenario, alarms);
        CheckBudgets(scenario);
    }

    /// <summary>1,000 alarms on one component; then 200 delivered again and 200 about other instances.</summary>
    private static IEnumerable<AlarmTransition> Alarms() =>
    [
        .. Enumerable.Range(0, 1000).Select(i => Sample.Alarm($"raise-{i:d4}", Sample.T0)),
        .. Enumerable.Range(0, 200).Select(i => Sample.Alarm($"raise-{i * 5:d4}", Sample.T0)),
        .. Enumerable.Range(0, 200).Select(i =>
            Sample.Alarm($"replace-{i:d4}", Sample.T0, instance: InstanceId.Parse($"i-{0x100 + i:x8}"))),
    ];

    private static void CheckNothingLost(Scenario scenario, List<AlarmTransition> alarms)
    {
        var lines = scenario.Journal()
            .Where(e => e.Kind == JournalKind.Decision)
            .ToLookup(e => e.Cause);
        foreach (var deliveries in alarms.GroupBy(a => a.DedupeKey))
        {
            var decided = lines[deliveries.Key].ToList();
            Assert.True(decided.Count >= deliveries.Count(), $"{deliveries.Key}: {decided.Count} lines");
            Assert.Equal(deliveries.Count() - 1, decided.Count(e => e.Verdict == nameof(AlarmVerdict.Duplicate)));
        }
    }

    private static void CheckBudgets(Scenario scenario)
    {
        Assert.All(scenario.Runs.GroupBy(r => r.Trigger), runs => Assert.Single(runs));
        foreach (var spends in scenario.Component.Spends.GroupBy(s => s.Class))
        {
            var budget = Budget.DefaultFor(spends.Key);
            Assert.True(spends.Count() <= budget.Count);
            var times = spends.Select(s => s.At).Order().ToList();
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= budget.Cooldown));
        }

        Assert.Equal(scenario.Component.Spends.Count, scenario.Runs.Count(r => r.Steps.Any(s => s.Effects.Count > 0)));
        Assert.True(scenario.Web.HighestMaximum <= 12);
        Assert.All(scenario.World.Effects.OfType<Change.SetGroupBounds>(), c => Assert.True(c.To.Maximum <= 12));
        Assert.True(scenario.Web.LowestServing >= 2);
    }

    private static int Started(Scenario scenario) => scenario.Runs.Count(r => r.State is RunState.Running or RunState.Done);
}
