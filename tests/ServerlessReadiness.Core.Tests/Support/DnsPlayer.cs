using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>
/// Plays a run of one DNS step on a zone in memory with the real <see cref="RunDecider"/>: what executor, table and
/// Route 53 do, in a few lines, so that rules are tested over time.
/// </summary>
internal sealed class DnsPlayer
{
    public static readonly TimeSpan SyncTakes = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> _receipts = new(StringComparer.Ordinal);
    private ResourceState _untouched;
    private int _performed;

    public DnsPlayer(
        StepAction action,
        Component component,
        EquatableList<DnsRecord> records,
        RunTrigger? trigger = null,
        Approval? approval = null)
    {
        Component = component;
        Records = records;
        Record = _untouched = ResourceState.New(component.Resource.Key, EventId.Parse("sale"));
        Run = Make.Run(action, null, trigger ?? new RunTrigger.ByOperator("kim"));
        Run = Run with
        {
            Steps =
            [
                Run.Steps[0] with { Step = Run.Steps[0].Step with { Timeout = TimeSpan.FromHours(4) }, Approval = approval },
            ],
        };
    }

    public Component Component { get; }

    public EquatableList<DnsRecord> Records { get; set; }

    public EquatableList<HealthCheckView> Checks { get; set; } = [];

    public Run Run { get; private set; }

    public StepRecord Step => Run.Steps[0];

    public ResourceState Record { get; set; }

    public DateTimeOffset Now { get; private set; } = Make.T0;

    public double Seconds => (Now - Make.T0).TotalSeconds;

    /// <summary>What is behind the endpoints; null when it cannot be read.</summary>
    public Func<DnsPlayer, EquatableList<EndpointFacts>?> Facts { get; set; } = Healthy;

    public Func<DnsPlayer, EquatableList<AlarmReading>?> Stops { get; set; } = _ => [];

    public Func<DnsPlayer, bool> CanRead { get; set; } = _ => true;

    /// <summary>What becomes of the n-th effect, counted from 1.</summary>
    public Func<int, Fate> Fates { get; set; } = _ => Fate.Happens;

    /// <summary>Someone else's doing before each look.</summary>
    public Action<DnsPlayer> Outside { get; set; } = _ => { };

    /// <summary>Every batch as it took effect: when, and the records then.</summary>
    public List<(DateTimeOffset At, EquatableList<DnsRecord> Records)> History { get; } = [];

    public List<Change> Changes { get; } = [];

    public string Weights => string.Join(", ", Records);

    public enum Fate
    {
        Happens,
        HappensUnknown,
        LostUnknown,
        Throttled,
        ReceiptLost,
    }

    /// <summary>All endpoints healthy, each carrying 1,000 and the load as the weights share 400.</summary>
    public static EquatableList<EndpointFacts> Healthy(DnsPlayer player)
    {
        static int Part(DnsRecord record) => record.Weight ?? (record.Failover == "SECONDARY" ? 0 : 1);
        var sum = Math.Max(1, player.Records.Sum(Part));
        return EquatableList.From(player.Component.Endpoints.Select(e => new EndpointFacts(
            e.SetIdentifier,
            10,
            player.Records.FirstOrDefault(r => r.SetIdentifier == e.SetIdentifier) is { } record
                ? 400m * Part(record) / sum
                : null,
            [])
        {
            CapacityPerSecond = 1000,
            LoadAt = player.Now,
        }));
    }

    public Observation See() => CanRead(this)
        ? Observation.Nothing(Now) with
        {
            Records = new RecordsSnapshot(Records, Checks),
            Endpoints = Facts(this),
            Stops = Stops(this),
            Record = Record,
            Receipt = RunDecider.ReceiptUnderWay(Run) is { Receipt: { } receipt }
                ? new ReceiptSnapshot(
                    receipt,
                    Now >= _receipts[receipt] + SyncTakes ? ReceiptState.Done : ReceiptState.Pending,
                    "")
                : null,
        }
        : Observation.Nothing(Now) with { Unreadable = "Route 53 is away.", Record = Record };

    /// <summary>Plays until the run is over, or the time is.</summary>
    public Run Play(TimeSpan time)
    {
        for (var until = Now + time; Now <= until && !Run.IsOver;)
        {
            Outside(this);
            var seen = See();
            var open = Step.Effects.Count(e => e.State == EffectState.Started);
            var decision = RunDecider.Next(Run, Component, seen, Now);
            Run = decision.Next;
            if (open > 0 && Step.Effects[^1] is { State: EffectState.Failed } missed)
            {
                Record = Record.Missed(missed.Change);
            }

            switch (decision.Move)
            {
                case RunMove.Perform perform:
                    Perform(perform.Change, seen);
                    break;
                case RunMove.WaitUntil wait:
                    Assert.True(wait.At > Now, "a wait of no length would spin");
                    Pass(wait.At - Now);
                    break;
                default:
                    break;
            }
        }

        return Run;
    }

    /// <summary>A person takes the finished run back.</summary>
    public Run Undo(TimeSpan time)
    {
        Run = Run with
        {
            State = RunState.Undoing,
            Steps = [Step with { State = StepState.Undoing, StartedAt = null }],
        };
        return Play(time);
    }

    public void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Tick)
        {
            Now += Tick < time - passed ? Tick : time - passed;
        }
    }

    private void Perform(Change change, Observation seen)
    {
        _performed++;
        _untouched = Record;
        Record = Record.Touched(change, seen);
        var fate = Fates(_performed);
        if (fate == Fate.Throttled)
        {
            Report(EffectReport.Throttled, "slow down", null);
            Record = Record.Untouched(_untouched);
            return;
        }

        if (fate == Fate.LostUnknown)
        {
            Crash();
            return;
        }

        if (Refusal(change) is { } refusal)
        {
            Report(EffectReport.Refused, refusal, null);
            Record = Record.Untouched(_untouched);
            return;
        }

        Changes.Add(change);
        History.Add((Now, Records));
        if (fate == Fate.HappensUnknown)
        {
            Crash();
            return;
        }

        var receipt = change is Change.SetRecords && fate != Fate.ReceiptLost ? $"C{_performed}" : null;
        if (receipt is not null)
        {
            _receipts[receipt] = Now;
        }

        Report(EffectReport.Done, "accepted", receipt);
    }

    private string? Refusal(Change change)
    {
        switch (change)
        {
            case Change.SetRecords c when c.From.Any(f => !Records.Contains(f)):
                return "a record is not as it was";
            case Change.SetRecords c:
                Records = EquatableList.From(Records.Select(r =>
                    c.To.FirstOrDefault(t => t.SetIdentifier == r.SetIdentifier) ?? r));
                return null;
            case Change.InvertHealthCheck c when Checks.All(h => h.Id != c.HealthCheckId || h.Version != c.Version):
                return "the version is another";
            case Change.InvertHealthCheck c:
                Checks = EquatableList.From(Checks.Select(h => h.Id == c.HealthCheckId
                    ? h with { Inverted = c.To, Version = h.Version + 1, Healthy = !c.To }
                    : h));
                return null;
            default:
                return $"a zone cannot {change.Describe()}";
        }
    }

    private void Report(EffectReport report, string words, string? receipt) =>
        Run = RunDecider.Report(Run, report, words, Now, receipt);

    // Another process takes over when the lease has run out.
    private void Crash() => Pass(Lease.Duration);
}
