using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>Which member a replacement is about.</summary>
internal static class ReplaceTarget
{
    /// <summary>
    /// The member, or the move that says why there is none. A member on its way out comes with a move too: there is
    /// nothing to do for it.
    /// </summary>
    public static (GroupMember? Member, ActionMove? Why) Find(StepContext context, GroupSnapshot group) =>
        context.Instance is null ? FindImpaired(context.Component, group) : FindNamed(context, group);

    /// <summary>
    /// How an earlier step of this run moved the member to Standby, where its repair failed; null when it is not there,
    /// or by someone else's doing.
    /// </summary>
    public static Change.EnterStandby? TakenAside(StepContext context, GroupMember member)
    {
        var passages = context.Run.Steps
            .SelectMany(s => s.Effects)
            .Where(e => e.State == EffectState.Done)
            .Select(e => e.Change)
            .Where(c => c is Change.EnterStandby enter ? enter.Instance == member.Instance
                : c is Change.ExitStandby exit && exit.Instance == member.Instance);
        return member.IsInStandby ? passages.LastOrDefault() as Change.EnterStandby : null;
    }

    private static (GroupMember? Member, ActionMove? Why) FindNamed(StepContext context, GroupSnapshot group)
    {
        var instance = context.Instance!.Value;
        return (group.Find(instance), context.Seen.Instance) switch
        {
            ({ IsLeaving: true } member, _) => (member, new ActionMove.Done($"{instance} is already on its way out")),
            ({ } member, _) => (member, null),
            (null, { IsGone: true }) => (null, new ActionMove.Done($"{instance} is already gone")),
            (null, { } other) => (null, new ActionMove.Refuse(
                $"{instance} ({other.State}) is no member of group {group.Name}; name a member")),
            (null, null) when context.DidAnything() => (null, new ActionMove.Done($"{instance} is already gone")),
            (null, null) => (null, new ActionMove.Refuse(
                $"{instance} is no member of group {group.Name} and cannot be read"
                + (context.Seen.Unreadable is { } why ? $" ({why})" : "") + "; name a member")),
        };
    }

    // Ordered by id, so that every process that goes on with the run means the same member.
    private static (GroupMember? Member, ActionMove? Why) FindImpaired(Component component, GroupSnapshot group)
    {
        var impaired = group.Members
            .Where(m => m is { Healthy: false, LifecycleState: GroupMember.InServiceState })
            .OrderBy(m => m.Instance.Value, StringComparer.Ordinal)
            .ToList();
        var most = new GroupCase(group, component, null).ImpairedMax;
        return impaired.Count switch
        {
            0 => (null, new ActionMove.Refuse($"no member of group {group.Name} is impaired, and the run names none")),
            var count when count > most => (null, new ActionMove.Refuse(
                $"{count} members of group {group.Name} are impaired: many impaired members at once are one shared "
                + "cause: page, do not replace")),
            _ => (impaired[0], null),
        };
    }
}
