using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>What the review reads of our own table, and what it writes there for alarms that a person had created.</summary>
public sealed class StoredFactsTests : IStoreFaults
{
    private static readonly CompiledPlan Plan = Sample.Plan with
    {
        Contingencies =
        [
            new Contingency("lost", "a zone is lost", Sample.Front, RunbookName.Parse("raise"), null, TimeSpan.FromMinutes(5), "zone-loss"),
            new Contingency("late", "it is late", Sample.Front, RunbookName.Parse("raise"), null, TimeSpan.FromMinutes(5), null),
        ],
    };

    private readonly FakeTimeProvider _time = new(Sample.T0);
    private readonly InMemoryStateStore _store;
    private PortFailure? _reads;
    private StoreFault _commits;

    public StoredFactsTests() => _store = new InMemoryStateStore(_time, this);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    StoreFault IStoreFaults.OnCommit(IReadOnlyList<StateWrite> writes, int attempt) => _commits;

    PortFailure? IStoreFaults.OnRead() => _reads;

    [Fact]
    public async Task Contingencies_are_read_with_their_last_trial_and_restore_points_of_this_event_alone()
    {
        var result = new DrillResult(Sample.T0, DrillKind.Drill, "kim", 1, "an old plan", null, TimeSpan.FromMinutes(5), Holds: false, "too slow");
        await CommitAsync(
            StateKeys.Drill(Plan.Event, "lost").Put(DrillRecord.New(Plan.Event, "lost").With(result), 0),
            StateKeys.Resource(Sample.Web.Key).Put(
                ResourceState.New(Sample.Web.Key, Plan.Event) with
                {
                    RestorePoint = new RestorePoint(new Bounds(2, 8), 4, Sample.T0),
                    InForce = new Bounds(4, 8),
                },
                0),
            StateKeys.Resource(Sample.Tasks.Key).Put(
                ResourceState.New(Sample.Tasks.Key, EventId.Parse("another")) with
                {
                    RestorePoint = new RestorePoint(new Bounds(2, 8), 4, Sample.T0),
                },
                0));

        var facts = await new DrillSource(_store).ReadAsync(new ReviewFacts(Plan, Sample.T0), [], Cancel);

        var (lost, late) = (facts.Contingencies.Items[0], facts.Contingencies.Items[1]);
        Assert.Equal(("zone-loss", (DateTimeOffset?)Sample.T0, true), (lost.Fault, lost.TriedAt, lost.Failed));
        Assert.Equal([Sample.Front], lost.Components);
        Assert.NotNull(lost.Doubt);
        Assert.Equal((null, false), (late.TriedAt, late.Failed));
        Assert.Equal(
            [new RestoreView(Sample.Front, Sample.T0, HasChanged: true), new RestoreView(ComponentName.Parse("api"), null, HasChanged: false)],
            facts.Restores.Items);
    }

    [Fact]
    public async Task A_chosen_baseline_stands_beside_the_events_own_and_the_canary_is_read()
    {
        var own = new MetricBaseline(Plan.Event, Sample.T0, [new CapturedRange("requests", new MetricRange(1, 2), "a day")]);
        var chosen = own with { CapturedAt = Sample.T0.AddDays(-3) };
        var canary = CanaryRecord.New(Plan.Event, AlarmId.Of(Sample.Region, Sample.Account, "c"), Sample.T0, "kim");
        await CommitAsync(
            StateKeys.Baseline(Plan.Event).Put(own, 0),
            StateKeys.ChosenBaseline(Plan.Event).Put(chosen, 0),
            StateKeys.Canary(Plan.Event).Put(canary, 0));

        var facts = await new StoredAlarmFacts(_store).ReadAsync(new ReviewFacts(Plan, Sample.T0), [], Cancel);

        Assert.Equal([chosen, own], facts.Baselines.Items);
        Assert.Equal([canary], facts.Canaries.Items);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_leaves_the_answers_open()
    {
        _reads = PortFailure.Denied;
        var facts = await new DrillSource(_store).ReadAsync(new ReviewFacts(Plan, Sample.T0), [], Cancel);
        facts = await new StoredAlarmFacts(_store).ReadAsync(facts, [], Cancel);
        foreach (var unread in new[] { facts.Contingencies.Unread, facts.Restores.Unread, facts.Canaries.Unread, facts.Baselines.Unread })
        {
            Assert.Contains("Denied", Assert.Single(unread), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_alarm_that_exists_is_named_and_the_others_are_created_each_with_a_line_of_the_person()
    {
        var maker = new FakeAlarmMaker { Refused = "taken" };
        var created = await Creation(maker).CreateAsync(Plan.Event, [Proposal("taken"), Proposal("free")], "kim", null, Cancel);

        Assert.Equal([false, true], created.Select(c => c.IsWell));
        Assert.Contains("exists", created[0].Trouble, StringComparison.Ordinal);
        var line = Assert.Single(await new JournalReader(_store).NewestAsync(Plan.Event, 10, Cancel));
        Assert.Equal((JournalKind.Person, "free", "kim"), (line.Kind, line.Alarm!.Value.Name, line.Cause));
    }

    [Fact]
    public async Task An_alarm_that_is_created_and_not_journalled_says_both()
    {
        _commits = StoreFault.UnavailableBefore;
        var one = Assert.Single(await Creation(new FakeAlarmMaker()).CreateAsync(Plan.Event, [Proposal("free")], "kim", null, Cancel));
        Assert.Equal((true, false), (one.IsCreated, one.IsWell));
        Assert.Contains("not journalled", one.Trouble, StringComparison.Ordinal);
    }

    private AlarmCreation Creation(FakeAlarmMaker maker) =>
        new(maker, new JournalWriter(_store, new Ids(_time, new SeededChance(1))), _time);

    private static AlarmProposal Proposal(string name) => new(
        Sample.Account,
        Sample.Region,
        name,
        new WatchedMetric("Shop", "Orders", []),
        "Sum",
        1,
        IsAbove: true,
        TimeSpan.FromMinutes(1),
        3,
        3,
        MissingData.Missing,
        [],
        "metric orders",
        "what is normal");

    private async Task CommitAsync(params StateWrite[] writes) =>
        Assert.IsType<SaveOutcome.Saved>(await _store.CommitAsync(writes, Cancel));
}
