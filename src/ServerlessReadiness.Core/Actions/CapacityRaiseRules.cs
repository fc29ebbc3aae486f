using System.Diagnostics;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// Raises the minimum, and the maximum where the minimum needs it. The user's scaling policies own the desired
/// capacity, so it is never written: a group whose minimum goes up launches by itself, and no policy can undo it.
/// </summary>
/// <remarks>
/// The wish is computed once, from what is there before the first write: base + step, at most the ceiling and the
/// quota. The first write's minimum is the goal from then on, so that waiting never makes the wish grow.
/// </remarks>
public sealed class CapacityRaiseRules : IActionRules
{
    /// <summary>How often the bounds are written: the raise itself and one re-assertion.</summary>
    private const int WritesMax = 2;

    private static readonly TimeSpan ShrinkPace = TimeSpan.FromSeconds(60);

    public string Name => ActionNames.CapacityRaise;

    public ActionClass Class => ActionClass.CapacityUp;

    public ObservationNeeds Needs => ObservationNeeds.Capacity;

    public bool Handles(StepAction action) => action is StepAction.CapacityRaise;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is Resource.StandaloneInstances)
        {
            return new ActionMove.Refuse(
                $"{context.Component.Resource.Label} belong to no group, so there is no capacity to raise");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (Present.Of(context) is not { } present)
        {
            return context.Blind($"the capacity of {context.Component.Resource.Label}");
        }

        var writes = Writes(context, undoing: false);
        return writes.Count == 0 ? Begin(context, present) : Verify(context, present, writes);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writes = Writes(context, undoing: false);
        if (writes.Count == 0)
        {
            return new ActionMove.Done("nothing was raised");
        }

        return context.AfterFailure(undoing: true)
            ?? (Present.Of(context) is { } present
                ? TakeBack(present, BoundsOf(writes[0].Change).From, BoundsOf(writes[^1].Change).To)
                : context.Blind($"the capacity of {context.Component.Resource.Label}"));
    }

    public bool? Shows(Change change, Observation seen) => ChangeEvidence.Shows(change, seen);

    private static ActionMove Begin(StepContext context, Present present)
    {
        if (present.Blocker is { } blocker)
        {
            return new ActionMove.Refuse(blocker);
        }

        var ceiling = context.Component.Ceiling;
        if (present.Base >= ceiling)
        {
            return new ActionMove.Refuse(
                $"{present.Label} is already at the ceiling of {ceiling}; raise the component's ceiling in the plan");
        }

        var step = Step((StepAction.CapacityRaise)context.Step.Step.Do, present.Base);
        var wish = (long)present.Base + step;
        var headroom = context.Seen.QuotaHeadroom is { } units ? Math.Max(0, units) : int.MaxValue;
        var quota = (long)present.Base + headroom;
        var goal = (int)Math.Min(wish, Math.Min(ceiling, quota));
        if (goal <= present.Base)
        {
            return new ActionMove.Refuse(
                $"the account's quota leaves no room above {present.Base} for {present.Label}; ask AWS to raise the "
                    + "quota");
        }

        var limit = goal == wish ? ""
            : quota < ceiling ? $"; {wish} was wanted, the account's quota allows {goal}"
            : $"; {wish} was wanted, the component's ceiling is {ceiling}";
        var to = new Bounds(goal, Math.Max(present.Bounds.Maximum, goal));
        return new ActionMove.Perform(
            present.Set(to),
            $"raises {present.Label} by {goal - present.Base} to {goal}{limit}{present.Notes}");
    }

    private static ActionMove Verify(StepContext context, Present present, List<EffectRecord> writes)
    {
        var goal = BoundsOf(writes[0].Change).To.Minimum;
        if (present.Bounds.Minimum < goal)
        {
            return Undercut(context, present, writes, goal);
        }

        var trouble = present.Trouble is { } text ? $"; the newest failure: {text}" : "";
        if (present.Serving is not { } serving)
        {
            return new ActionMove.Done($"the minimum of {present.Label} reads {present.Bounds.Minimum}{trouble}");
        }

        return serving >= goal
            ? new ActionMove.Done($"{serving} of {goal} are in service in {present.Label}")
            : new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{serving} of {goal} are in service in {present.Label}{trouble}{present.Notes}");
    }

    private static ActionMove Undercut(
        StepContext context,
        Present present,
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

    // The minimum goes first and frees the policies; the maximum follows once it is above what is running, because
    // cutting it below the present size terminates instances at once.
    private static ActionMove TakeBack(Present present, Bounds before, Bounds raised)
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
            return new ActionMove.Done($"the bounds of {present.Label} are {now} again");
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

    private static long Step(StepAction.CapacityRaise raise, int present) =>
        raise.By is { } units
            ? Math.Max(1, units)
            : Math.Max(1, (((long)present * (raise.ByPercent ?? 0)) + 99) / 100);

    private static List<EffectRecord> Writes(StepContext context, bool undoing) =>
        [.. context.DoneEffects<Change>(undoing)
            .Where(e => e.Change is Change.SetGroupBounds or Change.SetTargetBounds)];

    private static (Bounds From, Bounds To) BoundsOf(Change change) => change switch
    {
        Change.SetGroupBounds c => (c.From, c.To),
        Change.SetTargetBounds c => (c.From, c.To),
        _ => throw new UnreachableException($"{change.GetType().Name} sets no bounds."),
    };

    /// <summary>What a group and a scalable target have in common for a raise.</summary>
    /// <param name="Label">The resource's name for people.</param>
    /// <param name="Bounds">Minimum and maximum.</param>
    /// <param name="Base">What a raise adds to.</param>
    /// <param name="Serving">Units in service; null when not known, as for targets.</param>
    /// <param name="Size">The size below which the maximum must not be cut; null when not known.</param>
    /// <param name="Trouble">The newest failed launch.</param>
    /// <param name="Blocker">What forbids a raise.</param>
    /// <param name="Notes">What does not forbid it but should be said.</param>
    /// <param name="Set">Makes the change to new bounds.</param>
    private sealed record Present(
        string Label,
        Bounds Bounds,
        int Base,
        int? Serving,
        int? Size,
        string? Trouble,
        string? Blocker,
        string Notes,
        Func<Bounds, Change> Set)
    {
        public static Present? Of(StepContext context) => context switch
        {
            { Component.Resource: Resource.AutoScalingGroup, Seen.Group: { } group } => new(
                context.Component.Resource.Label,
                group.Bounds,
                Math.Max(group.Desired, Math.Max(group.Bounds.Minimum, group.Serving)),
                group.Serving,
                Math.Max(group.Desired, group.Serving),
                group.LaunchTrouble,
                GroupBlockers.Find(ActionNames.CapacityRaise, new GroupCase(group, context.Component, null)),
                NotesOn(group),
                to => new Change.SetGroupBounds(group.Name, group.Bounds, to)),
            { Component.Resource: Resource.ScalableTarget, Seen.Target: { } target } => new(
                context.Component.Resource.Label,
                target.Bounds,
                target.Bounds.Minimum,
                null,
                null,
                target.ScalingTrouble,
                target.ScalingOutSuspended
                    ? $"scaling out is suspended on {context.Component.Resource.Label}; resume it first"
                    : null,
                "",
                to => new Change.SetTargetBounds(target.Bounds, to)),
            _ => null,
        };

        private static string NotesOn(GroupSnapshot group) =>
            (group.RefreshInProgress == true ? "; an instance refresh is running, new instances count toward it" : "")
            + (group.HasWarmPool ? "; launches come from the warm pool" : "")
            + (group.IsSuspended("AZRebalance") ? "; AZRebalance is suspended, so zones may end up uneven" : "")
            + (group.IsSuspended("AddToLoadBalancer")
                ? "; AddToLoadBalancer is suspended, so new instances may get no traffic"
                : "");
    }
}
