using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>How far the pre-warm is, and how the floors that it set are kept.</summary>
/// <param name="Event">The event.</param>
/// <param name="Stages">The stages in order.</param>
/// <param name="Floors">What is remembered of each floor that is held.</param>
/// <param name="Arms">What is remembered of arming.</param>
/// <param name="MovingUntil">
/// A person is moving the event and has its armed floors in hand until then; null when nobody is.
/// </param>
/// <param name="Schema">The document's schema.</param>
public sealed record StageProgress(
    EventId Event,
    EquatableList<StageRecord> Stages,
    EquatableList<FloorRecord> Floors,
    EquatableList<ArmRecord> Arms,
    DateTimeOffset? MovingUntil,
    [property: JsonRequired] int Schema = StageProgress.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    public static StageProgress New(EventId eventId) => new(eventId, [], [], [], null);

    public FloorRecord FloorOf(ComponentName component) =>
        Floors.FirstOrDefault(f => f.Component == component)
        ?? new FloorRecord(component, null, null, null, FloorVerdict.Holds, "");

    public ArmRecord ArmOf(ComponentName component) =>
        Arms.FirstOrDefault(a => a.Component == component)
        ?? new ArmRecord(component, null, null, ArmVerdict.Agrees, "");

    public StageProgress With(FloorRecord record) => this with
    {
        Floors = EquatableList.From(Floors.Where(f => f.Component != record.Component).Append(record)),
    };

    public StageProgress With(ArmRecord record) => this with
    {
        Arms = EquatableList.From(Arms.Where(a => a.Component != record.Component).Append(record)),
    };

    /// <summary>
    /// The progress against a plan's stages: what a new plan version moved keeps its record, what it changed begins
    /// anew, and a component that stands in for another stays.
    /// </summary>
    public StageProgress For(EquatableList<PrewarmStage> stages)
    {
        if (Agrees(stages))
        {
            return this;
        }

        return this with { Stages = EquatableList.From(stages.Select(Fit)) };
    }

    /// <summary>The highest floor that was begun for a component; 0 when none was.</summary>
    public int HeldFloor(ComponentName component)
    {
        var held = 0;
        foreach (var stage in Stages)
        {
            foreach (var goal in stage.Goals)
            {
                if (goal.Component == component && goal.IsBegun && goal.Floor > held)
                {
                    held = goal.Floor;
                }
            }
        }

        return held;
    }

    private StageRecord Fit(PrewarmStage stage)
    {
        var known = Stages.FirstOrDefault(s => s.Number == stage.Number);
        var goals = stage.Goals.Select(g =>
            known?.Goals.FirstOrDefault(k => k.Component == g.Component && k.Floor == g.Floor && k.InsteadOf is null)
            ?? GoalRecord.New(g.Component, g.Floor));
        var standIns = known?.Goals.Where(g => g.InsteadOf is not null) ?? [];
        var fitted = EquatableList.From(goals.Concat(standIns));
        if (known is null)
        {
            return new StageRecord(stage.Number, StageState.Pending, null, null, StageVerdict.NotDue, "", fitted);
        }

        // A stage that was over has something to do again once the plan asks for more.
        var isOver = known.State is StageState.InService && fitted.All(g => g.IsInService);
        return known with
        {
            Goals = fitted,
            State = known.State is StageState.InService && !isOver ? StageState.Raising : known.State,
        };
    }

    private bool Agrees(EquatableList<PrewarmStage> stages)
    {
        if (Stages.Count != stages.Count)
        {
            return false;
        }

        for (var i = 0; i < stages.Count; i++)
        {
            var (record, stage) = (Stages[i], stages[i]);
            if (record.Number != stage.Number || !Agree(record.Goals, stage.Goals))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the goals that stand in for no other are those of the plan, in its order.</summary>
    private static bool Agree(EquatableList<GoalRecord> known, EquatableList<StageGoal> wanted)
    {
        var agreed = 0;
        for (var i = 0; i < known.Count; i++)
        {
            var goal = known[i];
            if (goal.InsteadOf is not null)
            {
                continue;
            }

            if (agreed == wanted.Count || wanted[agreed].Component != goal.Component
                || wanted[agreed].Floor != goal.Floor)
            {
                return false;
            }

            agreed++;
        }

        return agreed == wanted.Count;
    }
}
