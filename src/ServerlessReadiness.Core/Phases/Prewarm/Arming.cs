using System.Globalization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>
/// Which floors Auto Scaling is to set by itself, should our own clock be broken: those of stages to come, of
/// components that the plan arms.
/// </summary>
public static class Arming
{
    /// <summary>The floors wanted now; none once the event is cancelled, cooling down or over.</summary>
    public static EquatableList<ArmedFloor> Wanted(
        CompiledPlan plan,
        EventHead head,
        Component component,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(component);
        var mayArm = component.Armed && component.Resource is Resource.AutoScalingGroup
            && head.Cancelling is null && head.Phase is Phase.Scheduled or Phase.Prewarm or Phase.Live;
        return mayArm
            ? EquatableList.From(plan.Stages
                .Where(s => s.At > now)
                .SelectMany(s => s.Goals.Where(g => g.Component == component.Name && g.Floor > 0).Select(g =>
                    new ArmedFloor(NameOf(plan.Event, s), s.At, Math.Min(g.Floor, component.Ceiling), null))))
            : [];
    }

    /// <summary>Whether what is known to be armed is what is wanted; a floor whose instant is past has fired.</summary>
    public static bool Agrees(EquatableList<ArmedFloor> wanted, ResourceState? resource, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return IsSame(wanted, StillArmed(resource, now));
    }

    public static bool IsSame(IEnumerable<ArmedFloor> left, IEnumerable<ArmedFloor> right) =>
        left.Select(Key).Order(StringComparer.Ordinal).SequenceEqual(right.Select(Key).Order(StringComparer.Ordinal));

    /// <summary>What Auto Scaling is still going to do.</summary>
    public static IEnumerable<ArmedFloor> StillArmed(ResourceState? resource, DateTimeOffset now) =>
        resource?.Armed.Where(a => a.At > now) ?? [];

    private static string NameOf(EventId eventId, PrewarmStage stage) =>
        $"{ArmedFloor.Prefix}{eventId}-{stage.Number.ToString(CultureInfo.InvariantCulture)}";

    // What the maximum must be depends on the group at the time of arming, and the action's rules see to it. The
    // service counts in seconds.
    private static string Key(ArmedFloor floor) =>
        string.Create(CultureInfo.InvariantCulture, $"{floor.Name}|{floor.At.ToUnixTimeSeconds()}|{floor.Minimum}");
}
