using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>
/// Plays the executor for rules that shed load: asks them, stores the intent, does it to the world, looks again, waits.
/// The world is what a test sets; each change does to it what the service does.
/// </summary>
internal sealed class TrafficPlayer(StepAction action, Component component)
{
    private static readonly TimeSpan PlayMax = TimeSpan.FromHours(1);
    private readonly List<Change> _changes = [];
    private int _made;

    public Run Run { get; set; } = Make.Run(action, null, new RunTrigger.ByOperator("kim"));

    public StepRecord Step { get; set; } = Make.Run(action, null).Steps[0] with { StartedAt = Make.T0 };

    public DateTimeOffset Now { get; private set; } = Make.T0;

    public ListenerSnapshot? Listener { get; set; }

    public RecordsSnapshot? Records { get; set; }

    public EquatableList<EndpointFacts>? Endpoints { get; set; }

    public ZonesSnapshot? Zones { get; set; }

    public GroupSnapshot? Group { get; set; }

    public SettingSnapshot? Setting { get; set; }

    public int? Quota { get; set; }

    public ResourceState Record { get; set; } = ResourceState.New(component.Resource.Key, EventId.Parse("sale"));

    /// <summary>How far what was started is, by what the service named it.</summary>
    public Func<string, DateTimeOffset, ReceiptSnapshot?> Receipts { get; set; } =
        (id, _) => new ReceiptSnapshot(id, ReceiptState.Done, "done");

    /// <summary>Answers of the service instead of the model's; null leaves it to the model.</summary>
    public Func<Change, string?> Refuses { get; set; } = _ => null;

    /// <summary>Someone else's doing, before each look at the world.</summary>
    public Action<TrafficPlayer> Outside { get; set; } = _ => { };

    /// <summary>The effect, counted from 1, around which the process dies.</summary>
    public int CrashAt { get; set; }

    public bool CrashBeforeEffect { get; set; }

    public IReadOnlyList<Change> Changes => _changes;

    public List<string> Timeline { get; } = [];

    public IActionRules Rules { get; } = ActionCatalog.For(action);

    public ActionMove? Play() => Play(undoing: false);

    public ActionMove? Undo() => Play(undoing: true);

    public ActionMove Ask(bool undoing = false)
    {
        Outside(this);
        var context = new StepContext(Run, Step, component, See() with { Record = Record }, Now);
        return undoing ? Rules.Undo(context) : Rules.Next(context);
    }

    /// <summary>The step again, in another run or in another try.</summary>
    public void BeginAnew(int tries) => Step = Step with { Tries = tries, Try = tries };

    private Observation See()
    {
        var receipt = Step.Effects.LastOrDefault(e => e.State == EffectState.Done)?.Receipt;
        return Observation.Nothing(Now) with
        {
            Floor = 0,
            Group = Group,
            Setting = Setting,
            Listener = Listener,
            Records = Records,
            Endpoints = Endpoints,
            Zones = Zones,
            QuotaHeadroom = Quota,
            Receipt = receipt is null ? null : Receipts(receipt, Now),
        };
    }

    private ActionMove? Play(bool undoing)
    {
        for (var until = Now + PlayMax; Now <= until;)
        {
            var move = Ask(undoing);
            Timeline.Add($"{(Now - Make.T0).TotalSeconds,5:0} s {move}");
            switch (move)
            {
                case ActionMove.Perform perform:
                    Perform(perform.Change, undoing);
                    break;
                case ActionMove.Wait wait:
                    Assert.True(wait.For > TimeSpan.Zero, "a wait of no length would spin");
                    Now += wait.For;
                    break;
                default:
                    return move;
            }
        }

        return null;
    }

    private void Perform(Change change, bool undoing)
    {
        Assert.True(Step.EffectsMade < Rules.EffectsMax, string.Join('\n', Timeline));
        var untouched = Record;
        Record = Record.Touched(change, See());
        var crashes = Step.Effects.Count + 1 == CrashAt;
        var refusal = Refuses(change);
        if (refusal is null && !(crashes && CrashBeforeEffect))
        {
            Do(change);
            _changes.Add(change);
        }

        Record = refusal is null ? Record : Record.Untouched(untouched);
        if (crashes && refusal is null)
        {
            CrashAt = 0;
            Now += TimeSpan.FromMinutes(2);
            var shows = ChangeEvidence.Shows(change, See());
            Timeline.Add($"crash; shows {shows}");
            Record = shows == false ? Record.Missed(change) : Record;
            if (shows != true)
            {
                return;
            }
        }

        _made++;
        var state = refusal is null ? EffectState.Done : EffectState.Failed;
        var names = change is Change.StartAutomation or Change.SetRecords && refusal is null;
        var effect = new EffectRecord(change, state, 1, Now, Now, refusal ?? "done", undoing)
        {
            Receipt = names ? $"receipt-{_made}" : null,
            ReceiptEndedAt = names && Receipts($"receipt-{_made}", Now)?.State == ReceiptState.Done ? Now : null,
        };
        Step = Step with { Effects = Step.Effects.Add(effect) };
    }

    private void Do(Change change)
    {
        switch (change)
        {
            case Change.CreateListenerRule c:
                Assert.DoesNotContain(Listener!.Rules, r => r.Priority == c.Rule.Priority);
                Listener = Listener with
                {
                    Rules = [.. Listener.Rules.Append(c.Rule with { Arn = $"rule/{Step.Effects.Count}/{_changes.Count}" })
                        .OrderBy(r => r.Priority)],
                };
                break;
            case Change.DeleteListenerRule c:
                Listener = Listener! with { Rules = [.. Listener.Rules.Where(r => r.Arn != c.Rule.Arn)] };
                break;
            case Change.SetRecords c:
                Records = Records! with
                {
                    Records = [.. Records.Records.Select(r =>
                        c.To.FirstOrDefault(t => t.SetIdentifier == r.SetIdentifier) ?? r)],
                };
                break;
            case Change.StartZonalShift c:
                Zones = Zones! with
                {
                    Shifts = Zones.Shifts.Add(new ZonalShift($"shift-{_changes.Count}", c.ZoneId, c.ExpiresAt, c.Comment)),
                };
                break;
            case Change.CancelZonalShift c:
                Zones = Zones! with { Shifts = [.. Zones.Shifts.Where(s => s.Id != c.ShiftId)] };
                break;
            case Change.SetGroupSubnets c:
                Zones = Zones! with { Zones = [.. Make.Zones.Where(z => z.Subnets.Any(c.To.Contains))] };
                break;
            case Change.SetGroupBounds c:
                Group = Group! with { Bounds = c.To, Desired = Math.Max(Group.Desired, c.To.Minimum) };
                break;
            case Change.SetSettings c:
                Setting = Setting! with
                {
                    Values = [.. Setting.Values.Where(v => c.To.All(t => t.Name != v.Name))
                        .Concat(c.To.Where(t => t.Value != "none"))],
                };
                break;
        }
    }
}
