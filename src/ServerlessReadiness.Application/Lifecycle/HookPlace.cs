using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>The component of an open event that a group belongs to.</summary>
internal sealed record HookPlace(OpenEvent Open, Component Component, Resource.AutoScalingGroup Group)
{
    /// <summary>The place of a notice; null when no open event has the group. A group is in one event at most.</summary>
    /// <param name="open">The open events.</param>
    /// <param name="notice">What arrived.</param>
    /// <param name="ownRegion">The region that a message which names none came from.</param>
    public static HookPlace? Of(IReadOnlyList<OpenEvent> open, LifecycleNotice notice, string ownRegion)
    {
        var places = open
            .SelectMany(o => o.Plan.Components
                .Where(c => c.Resource is Resource.AutoScalingGroup g && g.Name == notice.Group
                    && (notice.Account is null || notice.Account == g.Account)
                    && (notice.Region is null || notice.Region == g.Region))
                .Select(c => new HookPlace(o, c, (Resource.AutoScalingGroup)c.Resource)))
            .ToList();
        return places.Find(p => p.Group.Region == ownRegion) ?? places.FirstOrDefault();
    }

    public HookPlan? Hook(string? name, bool launching) => Open.Plan.Hooks.FirstOrDefault(h =>
        h.Component == Component.Name && h.Hook == name && h.Launching == launching);
}
