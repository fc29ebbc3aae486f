using System.Diagnostics;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>What every action that raises bounds does when someone else moves them, and its way back.</summary>
internal static class HeldBounds
{
    /// <summary>How often the bounds are written: the raise itself and one re-assertion.</summary>
    private const int WritesMax = 2;

    private static readonly TimeSpan ShrinkPace = TimeSpan.FromSeconds(60);

    /// <summary>The step's writes of bounds that happened.</summary>
    public static List<EffectRecord> Writes(StepContext context) =>
        [.. context.DoneEffects<Change>(undoing: false)
            .Where(e => e.Change is Change.SetGroupBounds or Change.SetTargetBounds)];

    public static (Bounds From, Bounds To) Of(Change change) => change switch
    {
        Change.SetGroupBounds c => (c.From, c.To),
        Change.SetTargetBounds c => (c.From, c.To),
        _ => throw new UnreachableException($"{change.GetType().Name} sets no bounds."),
    };

    /// <summary>The minimum reads less than what was written: once it is asserted again, twice is a fight.</summary>
    public static ActionMove Undercut(
        StepContext context,
        BoundedCapacity present,
        List<EffectRecord> writes,
        int goal)
    {
        var shown = StepFacts.EndOf(writes[^1]) + StepFacts.LookSoon;
        if (context.Now < shown)
        {
            // A read just after a write may still be the old one; that is nobody's fault and no fight.
            return new ActionMove.Wait(shown - context.Now, $"waits until {present.Label} shows the minimum of {goal}");
        }

        var found = $"the minimum of {present.Label} was set to {goal} and reads {present.Bounds.Minimum}";
        return writes.Count < WritesMax
            ? new ActionMove.Perform(
                present.Set(new Bounds(goal, Math.Max(present.Bounds.Maximum, goal))),
                $"{found}: someone undercut it, so it is asserted once more")
            : new ActionMove.Fail(
                $"{found}, a second time: a fight between writers. Find who else sets it, then resume the component.");
    }

    /// <summary>The next move to take the step's raise back, never below what others have raised since.</summary>
    public static ActionMove TakeBack(StepContext context, string action)
    {
        var writes = Writes(context);
        if (writes.Count == 0)
        {
            return new ActionMove.Done("nothing was raised");
        }

        return context.AfterFailure(undoing: true)
            ?? (BoundedCapacity.Of(context, action) is { } present && context.Seen.Floor is { } floor
                ? TakeBack(present, Above(floor, writes), Of(writes[^1].Change).To, Kept(floor, writes))
                : context.Blind($"the capacity of {context.Component.Resource.Label}, or its floor,"));
    }

    /// <summary>
    /// Where to go back to: as before, but not under the floor that the live event holds. What was there before may be
    /// somebody's undercut, and nobody would raise it again.
    /// </summary>
    private static Bounds Above(int floor, List<EffectRecord> writes)
    {
        var (before, _) = Of(writes[0].Change);
        var minimum = Math.Max(before.Minimum, Math.Min(floor, Of(writes[^1].Change).To.Minimum));
        return new Bounds(minimum, Math.Max(before.Maximum, minimum));
    }

    /// <summary>Words for a floor that keeps the way back from going all the way; empty where none does.</summary>
    private static string Kept(int floor, List<EffectRecord> writes) => Of(writes[0].Change).From.Minimum < floor
        ? $"; before the raise the minimum was {Of(writes[0].Change).From.Minimum}, but the live event's floor is {floor}"
        : "";

    // The minimum goes first and frees the policies; the maximum follows once it is above what is running, because
    // cutting it below the present size terminates instances at once.
    private static ActionMove TakeBack(BoundedCapacity present, Bounds before, Bounds raised, string kept)
    {
        var now = present.Bounds;
        if (now.Minimum > raised.Minimum)
        {
            return new ActionMove.Done($"the minimum of {present.Label} was raised further since, to {now}; left "
                + "alone");
        }

        var minimum = now.Minimum == raised.Minimum ? Math.Min(now.Minimum, before.Minimum) : now.Minimum;
        var raisedMaximum = now.Maximum == raised.Maximum && raised.Maximum > before.Maximum;
        var fits = raisedMaximum && present.Size is { } size && size <= before.Maximum && minimum <= before.Maximum;
        var to = new Bounds(minimum, fits ? before.Maximum : now.Maximum);
        if (to != now)
        {
            return new ActionMove.Perform(
                present.Set(to),
                $"takes the raise of {present.Label} back; its policies own its size");
        }

        if (!raisedMaximum)
        {
            return new ActionMove.Done(
                kept.Length == 0 ? $"the bounds of {present.Label} are {now} again" : $"the bounds of {present.Label} are {now}{kept}");
        }

        return present.Size is { } running
            ? new ActionMove.Wait(
                ShrinkPace,
                $"{present.Label} runs {running}, more than the old maximum of {before.Maximum}; "
                + "the maximum follows when its policies have brought it down")
            : new ActionMove.Done(
                $"the minimum of {present.Label} is {now.Minimum} again; its maximum stays at {now.Maximum}, because "
                + $"its present size is not known. Set it to {before.Maximum} once the size is at most that.");
    }
}
