using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>A group about to be touched, with the numbers that its blockers compare.</summary>
/// <param name="Group">The group.</param>
/// <param name="Component">The component's limits.</param>
/// <param name="Member">The member that the action is about; null when it is about the whole group.</param>
public sealed record GroupCase(GroupSnapshot Group, Component Component, GroupMember? Member)
{
    /// <summary>Capacity that stays when the member goes.</summary>
    public int OthersServing => Group.Members.Count(m => m.IsServing && m.Instance != Member?.Instance);

    /// <summary>
    /// Units that must stay in service: the stricter of the plan's share and the group's own maintenance policy.
    /// </summary>
    public int HealthyNeed => HealthyNeedAt(Group.Desired);

    /// <summary>
    /// Members in service that the group itself holds unhealthy, and the member that the action is about.
    /// </summary>
    public int Impaired => Group.Members.Count(m =>
        m.LifecycleState == GroupMember.InServiceState && (!m.Healthy || m.Instance == Member?.Instance));

    /// <summary>How many impaired members are still taken as separate troubles.</summary>
    public int ImpairedMax =>
        Math.Max(1, (int)((long)Group.Desired * Component.BudgetFor(ActionClass.Replace).SharePercent / 100));

    /// <summary>
    /// Whether the group lacks members that it wants, not counting that the meant member is impaired.
    /// </summary>
    public bool IsShort =>
        OthersServing + (Member?.LifecycleState == GroupMember.InServiceState ? 1 : 0) < Group.Desired;

    public int HealthyNeedAt(int desired)
    {
        var percent = Math.Max(Component.MinimumHealthyPercent, Group.MinimumHealthyPercent ?? 0);
        return (int)((((long)desired * percent) + 99) / 100);
    }
}
