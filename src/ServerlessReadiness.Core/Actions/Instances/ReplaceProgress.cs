using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>How far a replacement got, read from its effects.</summary>
/// <param name="Room">The raise of the maximum that made room; null when none was needed.</param>
/// <param name="RoomTakenBack">Whether that raise was taken back.</param>
/// <param name="Borrow">The unit borrowed from the desired capacity; null before.</param>
/// <param name="GivenBack">Whether it was given back without a termination.</param>
/// <param name="Termination">The termination; null before.</param>
internal sealed record ReplaceProgress(
    Change.SetGroupBounds? Room,
    bool RoomTakenBack,
    Change.SetGroupDesired? Borrow,
    bool GivenBack,
    EffectRecord? Termination)
{
    public InstanceId? Terminated => (Termination?.Change as Change.TerminateMember)?.Instance;

    public static ReplaceProgress Of(StepContext context)
    {
        var bounds = context.DoneEffects<Change.SetGroupBounds>(undoing: null)
            .Select(e => (Change.SetGroupBounds)e.Change).ToList();
        var desired = context.DoneEffects<Change.SetGroupDesired>(undoing: null)
            .Select(e => (Change.SetGroupDesired)e.Change).ToList();
        return new ReplaceProgress(
            bounds.Find(c => c.To.Maximum > c.From.Maximum),
            bounds.Exists(c => c.To.Maximum < c.From.Maximum),
            desired.Find(c => c.To > c.From),
            desired.Exists(c => c.To < c.From),
            context.DoneEffects<Change.TerminateMember>(undoing: null).LastOrDefault());
    }

    /// <summary>
    /// The write that takes the raised maximum back; null when there is nothing to take back, or when someone has
    /// changed the maximum since and so owns it.
    /// </summary>
    public Change.SetGroupBounds? TakeRoomBack(GroupSnapshot group) =>
        Room is not null && !RoomTakenBack && group.Bounds.Maximum == Room.To.Maximum
            && group.Bounds.Minimum <= Room.From.Maximum
            ? new Change.SetGroupBounds(
                group.Name,
                group.Bounds,
                group.Bounds with { Maximum = Room.From.Maximum })
            : null;
}
