using System.Diagnostics;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// Takes a component back to its restore point, in small steps that its alarms can stop: first the minimum, then,
/// where no scaling policy does it, the size, and the maximum last. Fails closed: what cannot be read is not touched.
/// </summary>
/// <remarks>
/// | what is seen | move |
/// |---|---|
/// | no restore point | done: never touched |
/// | an alarm fires, nothing done yet | wait; a person may force it |
/// | an alarm fires after a step | take that step back, once for each time it fires; the third time a person decides |
/// | a step was taken less than StepEvery ago | wait |
/// | the minimum is ours and above the restore point | lower it by a step |
/// | no policies, and the size is above the old maximum | lower the desired capacity by a step |
/// | the maximum is ours and the size fits | lower it to the restore point |
/// | a bound is not as we set it | someone else's: left alone, and said |
/// </remarks>
public sealed class CapacityRestoreRules : IActionRules
{
    /// <summary>After so many steps back the present load needs what is there, as far as rules can tell.</summary>
    public const int StepsBackMax = 3;

    /// <summary>
    /// Between two looks while something forbids the next step. Longer than a process waits, so that the run is set
    /// aside and its lease given back: what removes capacity must not stand in the way of what adds it.
    /// </summary>
    public static readonly TimeSpan HeldPace = TimeSpan.FromMinutes(3);

    /// <summary>The newest effects, which tell where the restore is. Older ones are in the journal.</summary>
    private const int NewestKept = 4;

    public string Name => ActionNames.CapacityRestore;

    public ActionClass Class => ActionClass.CapacityDown;

    public bool TakesBack => true;

    public ObservationNeeds Needs => ObservationNeeds.Capacity | ObservationNeeds.Policies | ObservationNeeds.Firing
        | ObservationNeeds.Record;

    public int EffectsMax => 1000;

    public bool Handles(StepAction action) => action is StepAction.CapacityRestore;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var label = context.Component.Resource.Label;
        if (BoundedCapacity.RefuseWithout(context.Component.Resource) is { } refusal)
        {
            return refusal;
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (BoundedCapacity.Of(context, Name) is not { } present)
        {
            return context.Blind($"the capacity of {label}");
        }

        if (context.Seen is not { Record: { } record, Firing: { } firing })
        {
            return context.Blind($"what was set on {label}, and which of its alarms fire,");
        }

        if (record.RestorePoint is not { } point)
        {
            return new ActionMove.Done($"{label} was never touched, so there is nothing to restore");
        }

        if (context.Seen.Group is { HasScalingPolicies: null })
        {
            return context.Blind($"whether {label} has scaling policies (autoscaling:DescribePolicies)");
        }

        var now = new RestoreCase(context, present, record, point.Bounds);
        return Settle(now)
            ?? (present.Blocker is { } blocker ? new ActionMove.Refuse(blocker) : null)
            ?? Watch(now, firing)
            ?? LowerWithTheMinimum(now)
            ?? Pace(now)
            ?? LowerMinimum(now)
            ?? LowerDesired(now)
            ?? LowerMaximum(now)
            ?? new ActionMove.Done(Result(now));
    }

    public ActionMove Undo(StepContext context) => new ActionMove.Done(
        "what was taken back stays: a floor, a raise or the group's own policies add capacity where it is needed");

    /// <summary>The first write tells the size of a step, the steps back are counted, the newest tell what is next.
    /// </summary>
    public EquatableList<EffectRecord> Compact(EquatableList<EffectRecord> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var done = effects.Where(e => e.State == EffectState.Done).ToList();
        return EquatableList.From(effects.Where((e, i) =>
            i >= effects.Count - NewestKept
            || (e.State == EffectState.Done && RestoreCase.IsUp(e.Change))
            || ReferenceEquals(e, done.Find(d => d.Change is Change.SetGroupBounds or Change.SetTargetBounds))));
    }

    /// <summary>A read just after a write may still be the old one; no step is measured from it.</summary>
    private static ActionMove.Wait? Settle(RestoreCase now)
    {
        if (now.Last is not { } last || ChangeEvidence.Shows(last.Change, now.Context.Seen) != false)
        {
            return null;
        }

        return now.Context.Now < StepFacts.EndOf(last) + StepFacts.ShowsWithin
            ? new ActionMove.Wait(StepFacts.LookSoon, $"waits until this shows: {last.Change.Describe()}")
            : null;
    }

    private static ActionMove? Watch(RestoreCase now, EquatableList<Alarms.AlarmId> firing)
    {
        if (now.Action.Forced is not null)
        {
            return null;
        }

        if (now.StepsBack >= StepsBackMax)
        {
            return new ActionMove.Fail(
                $"alarms fired after {now.StepsBack} steps and each was taken back: the present load seems to need "
                    + $"{now.Present.Bounds} of {now.Present.Label}. Restore it by hand, or force it with a reason.");
        }

        if (firing.Count == 0)
        {
            return null;
        }

        var alarms = $"alarm {string.Join(", ", firing.Select(a => a.Name))} of component "
            + $"{now.Context.Component.Name} fires";
        return now switch
        {
            { Last: null } => new ActionMove.Wait(
                HeldPace,
                $"{alarms}: present load needs what is there, so nothing is taken away; a person may force it"),
            { IsLastStepBack: true } => new ActionMove.Wait(
                HeldPace,
                $"{alarms} still; the last step was taken back and nothing more is taken away"),
            _ when StepBack(now) is { } back => new ActionMove.Perform(
                back,
                $"{alarms} after a step down, so that step is taken back ({now.StepsBack + 1} of {StepsBackMax})"),
            _ => new ActionMove.Wait(HeldPace, $"{alarms}; nothing more is taken away until it is over"),
        };
    }

    /// <summary>The newest step the other way round; null when the world has more than that already.</summary>
    private static Change? StepBack(RestoreCase now)
    {
        var bounds = now.Present.Bounds;
        switch (now.Last!.Change)
        {
            case Change.SetGroupDesired c:
                var desired = Math.Clamp(Math.Max(c.From, now.Group!.Desired), bounds.Minimum, bounds.Maximum);
                return desired > now.Group.Desired
                    ? new Change.SetGroupDesired(c.Group, now.Group.Desired, desired)
                    : null;
            case Change.SetGroupBounds or Change.SetTargetBounds:
                var (from, _) = HeldBounds.Of(now.Last.Change);
                var to = new Bounds(
                    Math.Max(bounds.Minimum, from.Minimum),
                    Math.Max(bounds.Maximum, from.Maximum));
                return to == bounds ? null : now.Present.Set(to);
            default:
                throw new UnreachableException($"A restore does not {now.Last.Change.Describe()}.");
        }
    }

    private static ActionMove.Wait? Pace(RestoreCase now) =>
        now.Last is { } last && StepFacts.EndOf(last) + now.Action.StepEvery is var next && now.Context.Now < next
            ? new ActionMove.Wait(
                next - now.Context.Now,
                $"{now.Present.Label} is at {now.Present.Bounds}{Size(now)}; the alarms are watched until {next:u}")
            : null;

    private static ActionMove.Perform? LowerMinimum(RestoreCase now)
    {
        var bounds = now.Present.Bounds;
        if (bounds.Minimum <= now.Before.Minimum || !now.OwnsMinimum)
        {
            return null;
        }

        var to = Math.Max(now.Before.Minimum, bounds.Minimum - now.Units);
        return new ActionMove.Perform(
            now.Present.Set(bounds with { Minimum = to }),
            $"takes the minimum of {now.Present.Label} from {bounds.Minimum} to {to}, on the way to "
                + $"{now.Before.Minimum}{Although(now)}");
    }

    /// <summary>The size follows the minimum's step at once, so that both are one step to the alarms.</summary>
    private static ActionMove? LowerWithTheMinimum(RestoreCase now) =>
        now.Last?.Change is Change.SetGroupBounds && !now.IsLastStepBack ? LowerDesired(now) : null;

    private static ActionMove? LowerDesired(RestoreCase now)
    {
        if (!now.HasNoPolicies || now.Group is not { } group || group.Desired <= now.Before.Maximum)
        {
            return null;
        }

        var to = Math.Max(
            Math.Max(now.Before.Maximum, group.Bounds.Minimum),
            group.Desired - Math.Min(now.Units, RestoreCase.AtMost(group.Desired)));
        if (to >= group.Desired)
        {
            return null;
        }

        if (group.Serving < group.Desired && now.Action.Forced is null)
        {
            return new ActionMove.Wait(
                HeldPace,
                $"{group.Serving} of {group.Desired} are in service in {now.Present.Label}: nothing is taken away from "
                    + "a group that lacks members; it can be forced with a reason");
        }

        return new ActionMove.Perform(
            new Change.SetGroupDesired(group.Name, group.Desired, to),
            $"{now.Present.Label} has no scaling policies, so its size follows: from {group.Desired} to {to}, on the "
                + $"way to its old maximum of {now.Before.Maximum}{Although(now)}");
    }

    private static ActionMove? LowerMaximum(RestoreCase now)
    {
        var bounds = now.Present.Bounds;
        if (bounds.Maximum <= now.MaximumGoal || !now.OwnsMaximum)
        {
            return null;
        }

        if (now.Present.Size is { } size && size > now.MaximumGoal)
        {
            return new ActionMove.Wait(
                HeldPace,
                $"{now.Present.Label} runs {size}, more than its old maximum of {now.MaximumGoal}; the maximum follows "
                    + "when that many are gone, since a cut would terminate them at once");
        }

        // The size of a target is not known, so its maximum comes down like a size: in steps that alarms can stop.
        var to = now.Present.Size is null
            ? Math.Max(now.MaximumGoal, bounds.Maximum - RestoreCase.AtMost(bounds.Maximum))
            : now.MaximumGoal;
        return new ActionMove.Perform(
            now.Present.Set(bounds with { Maximum = to }),
            $"takes the maximum of {now.Present.Label} from {bounds.Maximum} to {to}{Although(now)}");
    }

    private static string Result(RestoreCase now)
    {
        var bounds = now.Present.Bounds;
        return $"the bounds of {now.Present.Label} are {bounds}"
            + (bounds == now.Before ? " as before the event" : $"; before the event they were {now.Before}")
            + (bounds.Minimum != now.Before.Minimum
                ? $"; the minimum of {bounds.Minimum} was set by someone else and is left alone"
                : "")
            + (bounds.Maximum != now.Before.Maximum
                ? $"; the maximum of {bounds.Maximum} was set by someone else or is needed by the minimum, and is left "
                    + "alone"
                : "")
            + (now.HasNoPolicies && now.Group!.Desired > bounds.Minimum
                ? $"; it has no scaling policies and desires {now.Group.Desired}: set less by hand if less is enough"
                : "");
    }

    private static string Size(RestoreCase now) =>
        now.Group is { } group ? $" with {group.Serving} of {group.Desired} in service" : "";

    private static string Although(RestoreCase now) => now.Action.Forced is { } reason
        ? $"; forced, whatever the alarms say: {reason}"
        : "";
}
