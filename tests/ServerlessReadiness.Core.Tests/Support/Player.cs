using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>
/// Plays the executor: asks the rules, stores the intent, does it to the world, looks again, waits. What happens can
/// be read from <see cref="Timeline"/>, and a crash can be put around any effect.
/// </summary>
internal sealed class Player(StepAction action, Component component, GroupWorld world, InstanceId? instance = null)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PlayMax = TimeSpan.FromHours(1);

    private readonly Run _run = Make.Run(action, instance);
    private readonly List<Change> _changes = [];
    private (GroupSnapshot Group, DateTimeOffset Until)? _before;

    public GroupWorld World { get; set; } = world;

    public StepRecord Step { get; private set; } = Make.Run(action, instance).Steps[0] with { StartedAt = Make.T0 };

    public DateTimeOffset Now { get; private set; } = Make.T0;

    /// <summary>Every move's reason and every change, in order.</summary>
    public List<string> Timeline { get; } = [];

    public TargetSnapshot? Target { get; set; }

    public SettingSnapshot? Setting { get; set; }

    /// <summary>What the table knows of the resource; kept up as the executor does.</summary>
    public ResourceState Record { get; set; } = ResourceState.New(component.Resource.Key, EventId.Parse("sale"));

    /// <summary>The component's alarms that fire at an instant; null when the table cannot be read.</summary>
    public Func<DateTimeOffset, EquatableList<AlarmId>?> Firing { get; set; } = _ => [];

    public int? Quota { get; set; }

    /// <summary>The floor in force.</summary>
    public int? Floor { get; set; } = 0;

    public string? Unreadable { get; set; }

    /// <summary>Someone else's doing, before each look at the world.</summary>
    public Func<DateTimeOffset, GroupWorld, GroupWorld> Outside { get; set; } = (_, world) => world;

    /// <summary>Answers of the service instead of the model's; null leaves it to the model.</summary>
    public Func<Change, string?> Refuses { get; set; } = _ => null;

    /// <summary>Called with the world before and after each effect.</summary>
    public Action<Change, GroupWorld, GroupWorld> OnEffect { get; set; } = (_, _, _) => { };

    /// <summary>The effect, counted from 1, around which the process dies.</summary>
    public int CrashAt { get; set; }

    public bool CrashBeforeEffect { get; set; }

    /// <summary>All that was done, also what the step's record has forgotten.</summary>
    public IEnumerable<Change> Changes => _changes;

    public IActionRules Rules { get; } = ActionCatalog.For(action);

    /// <summary>Plays to the end. Null when the hour is over and the rules still wait.</summary>
    public ActionMove? Play() => Play(undoing: false, Now + PlayMax);

    public ActionMove? PlayFor(TimeSpan time) => Play(undoing: false, Now + time);

    public ActionMove? Undo() => Play(undoing: true, Now + PlayMax);

    public ActionMove Ask(bool undoing = false)
    {
        World = Outside(Now, World);
        var seen = See();
        Record = Record.Caught(seen);
        seen = seen with { Record = Record, Floor = Floor, Firing = Firing(Now) };
        var context = new StepContext(_run, Step, component, seen, Now);
        return undoing ? Rules.Undo(context) : Rules.Next(context);
    }

    /// <summary>How long a read after an effect still shows the world as it was before.</summary>
    public TimeSpan ReadsLag { get; set; }

    private Observation See() => Unreadable is null
        ? component.Resource is Resource.ScalableTarget or Resource.Setting
            ? new Observation(Now, null, Target, null, Quota, null) { Setting = Setting }
            : new Observation(Now, GroupAsRead, Target, World.Find(instance), Quota, null)
        : new Observation(Now, null, null, null, null, Unreadable);

    private GroupSnapshot GroupAsRead =>
        _before is { } before && Now < before.Until ? before.Group : World.Group;

    private ActionMove? Play(bool undoing, DateTimeOffset until)
    {
        while (Now <= until)
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
                    Pass(wait.For);
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
        var before = World;
        var refusal = Refuses(change);
        if (refusal is null && !(crashes && CrashBeforeEffect))
        {
            (World, refusal) = World.After(change);
            Target = change is Change.SetTargetBounds t ? Target! with { Bounds = t.To } : Target;
            Setting = change is Change.SetSettings s ? Set(Setting!, s) : Setting;
        }

        Record = refusal is null ? Record : Record.Untouched(untouched);

        if (crashes && refusal is null && !Settle(change))
        {
            return;
        }

        _before = ReadsLag > TimeSpan.Zero ? (before.Group, Now + ReadsLag) : null;
        OnEffect(change, before, World);
        var state = refusal is null ? EffectState.Done : EffectState.Failed;
        var kept = Rules.Compact(Step.Effects);
        Step = Step with
        {
            Effects = kept.Add(new EffectRecord(change, state, 1, Now, Now, refusal, undoing)),
            Forgotten = Step.Forgotten + Step.Effects.Count - kept.Count,
        };
        _changes.AddRange(refusal is null ? [change] : []);
    }

    private static SettingSnapshot Set(SettingSnapshot now, Change.SetSettings change) => now with
    {
        Values = EquatableList.From(now.Values.Where(v => change.To.All(t => t.Name != v.Name)).Concat(change.To)),
    };

    // Another process finds the intent and asks the world. False: it did not happen, so the rules decide anew.
    private bool Settle(Change change)
    {
        CrashAt = 0;
        Pass(TimeSpan.FromMinutes(2));
        var shows = ChangeEvidence.Shows(change, See());
        Record = shows == false ? Record.Missed(change) : Record;
        Timeline.Add($"crash; shows {shows}");
        return shows ?? change.Repeatability != Repeatability.Once;
    }

    /// <summary>Lets the world go on by itself.</summary>
    public void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Tick)
        {
            Now += Tick;
            World = Outside(Now, World).Tick(Now);
        }
    }
}
