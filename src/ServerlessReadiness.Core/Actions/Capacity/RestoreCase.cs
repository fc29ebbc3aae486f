using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>A return to the restore point, with what was done of it and what the world shows.</summary>
/// <param name="Context">All that the rules may look at.</param>
/// <param name="Present">The capacity as seen just now.</param>
/// <param name="Record">What we know of the resource.</param>
/// <param name="Before">The bounds to go back to.</param>
internal sealed record RestoreCase(
    StepContext Context,
    BoundedCapacity Present,
    ResourceState Record,
    Bounds Before)
{
    /// <summary>The most that one step may take back of what is there.</summary>
    private const int SharePercentMax = 10;

    public StepAction.CapacityRestore Action => (StepAction.CapacityRestore)Context.Step.Step.Do;

    public List<EffectRecord> Done { get; } = Context.DoneEffects<Change>(undoing: false);

    public EffectRecord? Last => Done.Count == 0 ? null : Done[^1];

    public int StepsBack => Done.Count(e => IsUp(e.Change));

    public bool IsLastStepBack => Last is { } last && IsUp(last.Change);

    public GroupSnapshot? Group => Context.Seen.Group;

    /// <summary>The group shrinks by our hand alone: nothing else brings its desired capacity down.</summary>
    public bool HasNoPolicies => Group is { HasScalingPolicies: false };

    /// <summary>Whether the minimum is as we set it last; if not, it is someone else's now.</summary>
    public bool OwnsMinimum => Record.InForce is { } set && Present.Bounds.Minimum == set.Minimum;

    public bool OwnsMaximum => Record.InForce is { } set && Present.Bounds.Maximum == set.Maximum;

    /// <summary>The maximum to go back to; a minimum that someone else holds higher keeps it up.</summary>
    public int MaximumGoal => Math.Max(Before.Maximum, Present.Bounds.Minimum);

    /// <summary>Units that one step takes back: the plan's share of the raise, at most a tenth of all.</summary>
    public int Units
    {
        get
        {
            var top = Done.Where(e => e.Change is Change.SetGroupBounds or Change.SetTargetBounds)
                .Select(e => HeldBounds.Of(e.Change).From.Minimum)
                .FirstOrDefault(Present.Bounds.Minimum);
            var raise = Math.Max(0, (long)top - Before.Minimum);
            var share = (int)(((raise * Math.Clamp(Action.StepPercent, 1, 100)) + 99) / 100);
            return Math.Clamp(share, 1, AtMost(Present.Size ?? Present.Bounds.Minimum));
        }
    }

    /// <summary>What one step may take away of so many, at least one.</summary>
    public static int AtMost(int size) => Math.Max(1, (int)((long)size * SharePercentMax / 100));

    /// <summary>Whether a change adds capacity: in a restore only a step back does.</summary>
    public static bool IsUp(Change change) => change switch
    {
        Change.SetGroupBounds or Change.SetTargetBounds => IsUp(HeldBounds.Of(change)),
        Change.SetGroupDesired c => c.To > c.From,
        _ => false,
    };

    private static bool IsUp((Bounds From, Bounds To) change) =>
        change.To.Minimum > change.From.Minimum || change.To.Maximum > change.From.Maximum;
}
