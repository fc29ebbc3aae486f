using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// Replaces a member without going short: a substitute is launched and serves before the member is terminated.
/// </summary>
/// <remarks>
/// Desired belongs to the user's policies. Replacing borrows one unit from it and gives the unit back with the
/// termination, deliberately: a termination alone would leave the group one short for the length of a boot. The order:
/// room under the maximum if there is none · desired + 1 · wait until as many others serve as were desired before ·
/// terminate and lower desired by one · the old maximum again · done when the rest serves.
/// </remarks>
public sealed class InstanceReplaceRules : IActionRules
{
    /// <summary>How long the old maximum is waited for, once the replacement itself has succeeded.</summary>
    private static readonly TimeSpan RoomPatience = TimeSpan.FromMinutes(5);

    public string Name => ActionNames.InstanceReplace;

    public ActionClass Class => ActionClass.Replace;

    public ObservationNeeds Needs =>
        ObservationNeeds.Capacity | ObservationNeeds.Instance | ObservationNeeds.Refresh;

    public bool Handles(StepAction action) => action is StepAction.InstanceReplace;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is not Resource.AutoScalingGroup)
        {
            return new ActionMove.Refuse($"{context.Component.Resource.Label} cannot replace a member: it is no group");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Group is not { } group)
        {
            return context.Blind(context.Component.Resource.Label);
        }

        var progress = ReplaceProgress.Of(context);
        return progress switch
        {
            { Termination: not null } => AfterTermination(context, group, progress),
            { GivenBack: true } => WithoutRoom(
                progress,
                group,
                new ActionMove.Done("the member needed no replacement any more; the borrowed unit was given back")),
            { Borrow: not null } => AfterBorrowing(context, group, progress),
            _ => Begin(context, group, progress),
        };
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var progress = ReplaceProgress.Of(context);
        if (progress is { Room: null, Borrow: null, Termination: null })
        {
            return new ActionMove.Done("nothing was changed");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        if (context.Seen.Group is not { } group)
        {
            return context.Blind(context.Component.Resource.Label);
        }

        if (progress.Termination is null && GiveBack(context, group, progress) is { } giving)
        {
            return giving;
        }

        var end = progress switch
        {
            { Termination: null, GivenBack: true } => new ActionMove.Done("the borrowed unit is given back"),
            { Termination: null } => new ActionMove.Done(
                $"group {group.Name} desires {group.Desired} of at least {group.Bounds.Minimum}; "
                + "its policies own that now"),
            _ => new ActionMove.Done(
                $"{progress.Terminated} was terminated, which cannot be taken back; its substitute "
                + "serves on"),
        };
        return progress.TakeRoomBack(group) is not null && group.Desired > progress.Room!.From.Maximum
            ? new ActionMove.Wait(
                StepFacts.LookAgain,
                $"group {group.Name} desires {group.Desired}, more than the old maximum of "
                    + $"{progress.Room.From.Maximum}")
            : WithoutRoom(progress, group, end);
    }

    private static ActionMove Begin(StepContext context, GroupSnapshot group, ReplaceProgress progress)
    {
        var (member, why) = ReplaceTarget.Find(context, group);
        var aside = member is null ? null : ReplaceTarget.TakenAside(context, member);
        if (aside is { LowerDesired: false })
        {
            // The group launched a substitute when the member was moved to Standby.
            return new ActionMove.Perform(
                new Change.TerminateMember(member!.Instance, LowerDesired: false),
                $"{member.Instance} could not be repaired in Standby, and has a substitute already");
        }

        var present = new GroupCase(group, context.Component, aside is null ? member : null);
        var blocked = member is null || member.IsLeaving ? why
            : GroupBlockers.Find(ActionNames.InstanceReplace, present) is { } blocker ? new ActionMove.Refuse(blocker)
            : null;
        if (blocked is not null)
        {
            return WithoutRoom(progress, group, blocked);
        }

        if (group.Desired + 1 <= group.Bounds.Maximum)
        {
            var note = group.RefreshInProgress is null
                ? "; whether an instance refresh runs could not be read, but all members are settled"
                : "";
            return new ActionMove.Perform(
                new Change.SetGroupDesired(group.Name, group.Desired, group.Desired + 1),
                $"borrows one unit, to launch a substitute for {member!.Instance} first{note}");
        }

        return progress.Room is null
            ? new ActionMove.Perform(
                new Change.SetGroupBounds(
                    group.Name,
                    group.Bounds,
                    group.Bounds with { Maximum = group.Bounds.Maximum + 1 }),
                $"makes room under the maximum for a substitute for {member!.Instance}")
            : new ActionMove.Wait(
                StepFacts.LookAgain,
                $"the policies of group {group.Name} took the room for a substitute");
    }

    private static ActionMove AfterBorrowing(StepContext context, GroupSnapshot group, ReplaceProgress progress)
    {
        var (member, why) = ReplaceTarget.Find(context, group);
        if (member is null || member.IsLeaving)
        {
            // The group replaced it by its own rules, or it recovered: the borrowed unit has no further use.
            return GiveBack(context, group, progress) ?? WithoutRoom(progress, group, why!);
        }

        var before = progress.Borrow!.From;
        if (ReplaceTarget.TakenAside(context, member) is not null)
        {
            // Standby counts for nothing, so the unit stays with the substitute.
            return group.Serving >= progress.Borrow.To
                ? new ActionMove.Perform(
                    new Change.TerminateMember(member.Instance, LowerDesired: false),
                    $"{group.Serving} serve without {member.Instance}, which could not be repaired in Standby")
                : new ActionMove.Wait(
                    StepFacts.LookAgain,
                    $"waits for the substitute of {member.Instance}: {group.Serving} of {progress.Borrow.To} "
                        + $"serve{Trouble(group)}");
        }

        if (group.Desired <= before)
        {
            return WithoutRoom(progress, group, new ActionMove.Refuse(
                $"the policies of group {group.Name} took the borrowed unit back: {group.Desired} are desired; "
                + $"terminating {member.Instance} would leave it short"));
        }

        var present = new GroupCase(group, context.Component, member);
        if (Hindrance(present) is { } hindrance)
        {
            return new ActionMove.Wait(StepFacts.LookAgain, hindrance);
        }

        // What serves without the member must be all that was desired before it, and healthy enough for what is
        // desired after it, so that the termination takes no capacity that anyone counts on.
        var needed = Math.Max(before, present.HealthyNeedAt(group.Desired - 1));
        return present.OthersServing >= needed
            ? new ActionMove.Perform(
                new Change.TerminateMember(member.Instance, LowerDesired: true),
                $"{present.OthersServing} others serve, {needed} are needed; the borrowed unit goes back with "
                    + $"{member.Instance}")
            : new ActionMove.Wait(
                StepFacts.LookAgain,
                $"waits for the substitute of {member.Instance}: {present.OthersServing} of {needed} others "
                    + $"serve{Trouble(group)}");
    }

    private static ActionMove AfterTermination(StepContext context, GroupSnapshot group, ReplaceProgress progress)
    {
        var gone = progress.Terminated!.Value;
        if (group.Find(gone) is { IsLeaving: false })
        {
            return new ActionMove.Wait(StepFacts.LookSoon, $"waits until {gone} leaves group {group.Name}");
        }

        var patient = context.Now - StepFacts.EndOf(progress.Termination!) < RoomPatience;
        if (progress.TakeRoomBack(group) is { } back)
        {
            if (group.Desired <= back.To.Maximum)
            {
                return new ActionMove.Perform(back, "takes back the room that was made for the substitute");
            }

            if (patient)
            {
                return new ActionMove.Wait(
                    StepFacts.LookAgain,
                    $"group {group.Name} desires {group.Desired}, more than its old maximum of {back.To.Maximum}");
            }
        }

        var present = new GroupCase(group, context.Component, null);
        var before = progress.Borrow?.From ?? group.Desired;
        var needed = Math.Max(Math.Min(before, group.Desired), present.HealthyNeed);
        return group.Serving < needed
            ? new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{gone} is gone; {group.Serving} of {needed} are in service{Trouble(group)}")
            : new ActionMove.Done($"{gone} is gone, and {group.Serving} are in service; maximum "
                + $"{group.Bounds.Maximum}");
    }

    // Lowering desired lets the group choose whom it terminates, so it is done only while the group has a member too
    // many that does not serve, or serves well enough without one.
    private static ActionMove? GiveBack(StepContext context, GroupSnapshot group, ReplaceProgress progress)
    {
        if (progress.Borrow is not { } borrow || progress.GivenBack
            || group.Desired <= borrow.From || group.Desired - 1 < group.Bounds.Minimum)
        {
            return null;
        }

        var after = group.Desired - 1;
        var present = new GroupCase(group, context.Component, null);
        var standing = group.Members.Count(m => !m.IsLeaving && !m.IsInStandby);
        return standing <= after || group.Serving - 1 >= present.HealthyNeedAt(after)
            ? new ActionMove.Perform(
                new Change.SetGroupDesired(group.Name, group.Desired, after),
                "gives back the unit that was borrowed for a substitute")
            : new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{group.Serving} serve in group {group.Name}; giving the borrowed unit back would leave too "
                    + $"few{Trouble(group)}");
    }

    private static ActionMove WithoutRoom(ReplaceProgress progress, GroupSnapshot group, ActionMove end) =>
        progress.TakeRoomBack(group) is { } back && group.Desired <= back.To.Maximum
            ? new ActionMove.Perform(back, $"takes back the room that was made for a substitute; {end.Reason}")
            : end;

    // Trouble that came up after the unit was borrowed. The group is one richer meanwhile, so waiting harms nobody.
    private static string? Hindrance(GroupCase present) => present switch
    {
        { Group.BeingDeleted: true } => $"group {present.Group.Name} is being deleted",
        { Group.RefreshInProgress: true } => $"an instance refresh has begun on group {present.Group.Name}",
        { Member.LifecycleState: not GroupMember.InServiceState } =>
            $"{present.Member.Instance} has become {present.Member.LifecycleState}",
        { Member.ProtectedFromScaleIn: true } => $"{present.Member.Instance} has been protected from scale-in",
        _ => GroupBlockers.Suspended(present, "Terminate", "it would terminate nothing"),
    };

    private static string Trouble(GroupSnapshot group) =>
        group.LaunchTrouble is { } trouble ? $"; the newest failure: {trouble}" : "";
}
