using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.Clock;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Timeline;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>An account, a table and a clock, with an event under way. Hosts come and go.</summary>
internal sealed class Scenario
{
    private static readonly TimeSpan PlayMax = TimeSpan.FromHours(3);
    private int _seed;

    /// <param name="plan">The plan; the sample's if not given.</param>
    /// <param name="mode">How far automation may go.</param>
    /// <param name="withTasks">Whether the timeline's tasks are looked at; of most events here they are long past.</param>
    public Scenario(CompiledPlan? plan = null, AutomationMode mode = AutomationMode.Act, bool withTasks = false)
    {
        Time = new FakeTimeProvider(Sample.T0);
        Store = new InMemoryStateStore(Time, Faults);
        World = new FakeWorld(Time);
        Web = World.AddGroup("web", new Bounds(2, 8), 4, TimeSpan.FromMinutes(2));
        var applied = Apply(plan ?? Sample.Plan, mode);
        Assert.True(applied is PlanApplied.Applied, applied is PlanApplied.Invalid wrong ? string.Join('\n', wrong.Problems) : $"{applied}");
        if (!withTasks)
        {
            Commit(StateKeys.Timeline(Sample.Event)
                .Put(new TimelineMemory(Sample.Event, DateTimeOffset.MaxValue, null, IssueOpen: false), 0));
        }
    }

    public FakeTimeProvider Time { get; }

    public Faults Faults { get; } = new();

    public InMemoryStateStore Store { get; }

    public FakeWorld World { get; }

    public FakeGroup Web { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A new process.</summary>
    public Host NewHost(IPortHook? hook = null)
    {
        var around = hook ?? new NoHook();
        _seed++;
        return new Host(new HostParts(
            new HookedStore(Store, around),
            World.For(around),
            Time,
            new SeededChance(_seed),
            NullLoggerFactory.Instance,
            Sample.Region)
        {
            Snapshots = Snapshots,
        });
    }

    /// <summary>With what Clock keeps the page's document; null for none, as most tests have it.</summary>
    public SnapshotParts? Snapshots { get; set; }

    public T Play<T>(Func<Task<T>> start)
        where T : class => Time.Play(start, PlayMax)!;

    public PlanApplied Apply(CompiledPlan plan, AutomationMode mode = AutomationMode.Act) =>
        Play(() => NewHost().Plans.ApplyAsync(plan, mode, "tester", CancellationToken.None));

    /// <summary>CloudWatch changes its mind and sends the transition to a process of its own.</summary>
    public AlarmOutcome Send(AlarmTransition transition, TimeSpan? timeLimit = null)
    {
        World.SetAlarm(transition);
        return Assert.Single(Deliver(transition, timeLimit: timeLimit)!);
    }

    /// <summary>Delivers a transition; null when the process died over it.</summary>
    public IReadOnlyList<AlarmOutcome>? Deliver(
        AlarmTransition transition,
        ICrash? crash = null,
        TimeSpan? timeLimit = null)
    {
        var host = NewHost(crash);
        var stopBy = Now + (timeLimit ?? TimeSpan.FromMinutes(1));
        return Time.Play(
            () => host.Alarms.HandleAsync(transition, stopBy, CancellationToken.None),
            PlayMax,
            () => crash?.HasCrashed == true);
    }

    /// <summary>Beats until all runs are over, and twice more, since afterwards nothing may happen any more.</summary>
    public void BeatsUntilOver(TimeSpan atMost)
    {
        for (var until = Now + atMost; Now < until && AllRuns() is var runs && (runs.Count == 0 || runs.Any(r => !r.IsOver));)
        {
            Beats(TimeSpan.FromMinutes(1));
        }

        Beats(TimeSpan.FromMinutes(2));
    }

    /// <summary>CloudWatch finds the alarm over, but the message gets lost.</summary>
    public void Clear(string alarm)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        World.SetAlarm(Sample.Alarm(alarm, Now, AlarmStateValue.Ok));
    }

    /// <summary>One beat of a new Clock.</summary>
    public ClockReport Beat() => Beat(new NoHook(), () => false)!;

    /// <summary>One beat of a Clock that may die over it; null when it did.</summary>
    public ClockReport? Beat(IPortHook hook, Func<bool> isDead)
    {
        var host = NewHost(hook);
        return Time.Play(() => host.Clock.BeatAsync(Now + TimeSpan.FromSeconds(50), CancellationToken.None), PlayMax, isDead);
    }

    /// <summary>Plays concurrent work, one port call at a time in the order that the seed gives.</summary>
    public void PlayInterleaved(SeededInterleaving turns, IReadOnlyList<Func<Task>> work)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var tasks = work.Select(w => w()).ToList();
        var until = Now + PlayMax;
        while (!tasks.TrueForAll(t => t.IsCompleted))
        {
            if (!turns.Step())
            {
                Assert.True(Now < until, "the work hangs");
                Time.Advance(TimeSpan.FromMilliseconds(20));
            }
        }

        tasks.ForEach(t => t.GetAwaiter().GetResult());
    }

    /// <summary>A beat a minute.</summary>
    public List<ClockReport> Beats(TimeSpan during)
    {
        var reports = new List<ClockReport>();
        for (var until = Now + during; Now < until;)
        {
            var next = Now + TimeSpan.FromMinutes(1);
            reports.Add(Beat());
            Time.Advance(next > Now ? next - Now : TimeSpan.FromSeconds(1));
        }

        return reports;
    }

    public void SetMode(AutomationMode mode)
    {
        var (head, version) = Read(StateKeys.Head(Sample.Event));
        var next = head! with { Mode = mode, ModeReason = "the tester says so", ChangedAt = Now };
        Commit(StateKeys.Head(Sample.Event).Put(next, version));
    }

    public void Commit(params StateWrite[] writes) =>
        Assert.Same(SaveOutcome.Saved.Instance, Play(() => Store.CommitAsync(writes, CancellationToken.None)));

    public Versioned<T?> Read<T>(StateKey<T> key)
        where T : class, Core.IStoredDocument =>
        Play(() => Store.LoadAsync(CancellationToken.None, key.Address)).Find(key);

    public EventHead Head => Read(StateKeys.Head(Sample.Event)).Value!;

    public ResourceState Resource => Read(StateKeys.Resource(Sample.Web.Key)).Value!;

    public ComponentState Component => Read(StateKeys.Component(Sample.Event, Sample.Front)).Value!;

    public AlarmMemory Memory(string alarm) =>
        Read(StateKeys.Alarm(Sample.Event, AlarmId.Of(Sample.Region, Sample.Account, alarm), null)).Value!;

    public IReadOnlyList<Run> AllRuns(EventId? eventId = null) => [.. Play(() => Store.ListAsync(
        StateKeys.EventPk(eventId ?? Sample.Event),
        StateKeys.RunPrefix,
        StateJson.Default.Run,
        CancellationToken.None)).Select(r => r.Value)];

    /// <summary>Runs that are no pages.</summary>
    public IReadOnlyList<Run> Runs => [.. AllRuns().Where(r => r.Runbook.Value != "page")];

    public IReadOnlyList<Run> Pages => [.. AllRuns().Where(r => r.Runbook.Value == "page")];

    public IReadOnlyList<JournalEntry> Journal(EventId? eventId = null) =>
        Play(() => NewHost().JournalReader.NewestAsync(eventId ?? Sample.Event, 100_000, CancellationToken.None));

    /// <summary>Messages that a decision called people with, without those that repeat it because nobody answered.</summary>
    public IEnumerable<Core.Actions.Change.Publish> Calls => World.Messages.Where(m =>
        !m.Subject.Contains("nobody has taken up", StringComparison.Ordinal)
        && !m.Subject.Contains("has waited for an answer", StringComparison.Ordinal));

    public IEnumerable<string> Decisions =>
        Journal().Where(e => e.Kind == JournalKind.Decision).Select(e => e.Verdict);
}
