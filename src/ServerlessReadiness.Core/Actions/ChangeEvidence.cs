using System.Diagnostics;
using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// Whether a change whose outcome is unknown shows in the world, for every kind of change. True: what it wanted is
/// there, whoever did it. False: the world is as it was before. Null: neither, or not read.
/// </summary>
public static class ChangeEvidence
{
    public static bool? Shows(Change change, Observation seen)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(seen);
        return change switch
        {
            Change.SetGroupBounds c => ShowsBounds(seen.Group?.Bounds, c.From, c.To),
            Change.SetTargetBounds c => ShowsBounds(seen.Target?.Bounds, c.From, c.To),
            Change.SetGroupDesired c => ShowsNumber(seen.Group?.Desired, c.From, c.To),
            Change.TerminateMember c => ShowsTermination(c.Instance, seen),
            Change.EnterStandby c => StateOf(c.Instance, seen) switch
            {
                GroupMember.StandbyState or "EnteringStandby" => true,
                GroupMember.InServiceState => false,
                _ => null,
            },
            Change.ExitStandby c => StateOf(c.Instance, seen) switch
            {
                GroupMember.InServiceState => true,
                { } state when state.StartsWith("Pending", StringComparison.Ordinal) => true,
                GroupMember.StandbyState => false,
                _ => null,
            },
            Change.MarkUnhealthy c => ShowsMark(c.Instance, seen.Group),
            Change.StopInstance => seen.Instance?.State switch
            {
                "stopping" or "stopped" => true,
                "running" => false,
                _ => null,
            },
            Change.StartInstance => seen.Instance?.State switch
            {
                "pending" or "running" => true,
                "stopped" => false,
                _ => null,
            },
            Change.SetSecurityGroups c => ShowsSecurityGroups(c, seen.Instance),

            Change.PutScheduledAction c => ShowsArmed(c.Floor, seen),
            Change.DeleteScheduledAction c => seen.Group?.Armed is { } armed ? armed.All(a => a.Name != c.Name) : null,
            Change.SetSettings c => ShowsSettings(c, seen.Setting),

            Change.SetRecords c => ShowsRecords(c, seen.Records),
            Change.InvertHealthCheck c => seen.Records?.HealthChecks.FirstOrDefault(h => h.Id == c.HealthCheckId)
                ?.Inverted is { } inverted ? inverted == c.To : null,

            Change.CreateListenerRule c => seen.Listener?.Rules.Any(r =>
                r.Owner == c.Rule.Owner && r.DoesTheSame(c.Rule)),
            Change.DeleteListenerRule c => seen.Listener?.Rules.All(r => r.Arn != c.Rule.Arn),
            Change.StartZonalShift c => seen.Zones?.Shifts.Any(s => s.ZoneId == c.ZoneId && s.Comment == c.Comment),
            Change.CancelZonalShift c => seen.Zones?.Shifts.All(s => s.Id != c.ShiftId),
            Change.SetGroupSubnets c => ShowsSubnets(c, seen),

            // A rebooted instance looks like one that was not, a published message cannot be read back, and what an
            // automation or a function of the user's did nobody can look for.
            Change.RebootInstance or Change.Publish or Change.SendMail or Change.StartAutomation or Change.InvokeFunction => null,
            _ when HookChanges.IsOne(change) => WaitingEvidence.Shows(change, seen.Waiting),
            _ => throw new UnreachableException($"No evidence is known for {change.GetType().Name}."),
        };
    }

    /// <summary>Whether two lists of security groups are the same, in any order.</summary>
    internal static bool SameGroups(EquatableList<string> left, EquatableList<string> right) =>
        left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));

    private static bool? ShowsBounds(Bounds? now, Bounds from, Bounds to) => now switch
    {
        null => null,
        _ when now == to => true,
        _ when now == from => false,
        _ => Both(
            ShowsNumber(now.Minimum, from.Minimum, to.Minimum),
            ShowsNumber(now.Maximum, from.Maximum, to.Maximum)),
    };

    // Someone who moved the number further in the same direction leaves nothing to repeat: writing the old wish
    // again would take their move back.
    private static bool? ShowsNumber(int? now, int from, int to) => now switch
    {
        null => null,
        _ when to >= from && now >= to => true,
        _ when to <= from && now <= to => true,
        _ when now == from => false,
        _ => null,
    };

    // One whose instant has come is gone because it fired, not because it was never written.
    private static bool? ShowsArmed(ArmedFloor floor, Observation seen) => seen.Group?.Armed switch
    {
        null => null,
        { } armed when armed.Any(a => a.Does(floor)) => true,
        _ when floor.At <= seen.At => null,
        _ => false,
    };

    // A change under way reads as neither before nor after.
    private static bool? ShowsSettings(Change.SetSettings change, SettingSnapshot? now) =>
        now is null ? null
        : change.To.All(v => SettingFacts.Same(now.Find(v.Name) ?? SettingFacts.Unset, v.Value)) ? true
        : now.Busy is null
            && change.From.All(v => SettingFacts.Same(now.Find(v.Name) ?? SettingFacts.Unset, v.Value)) ? false
        : null;

    // Records are replaced in one batch, so anything between the two is someone else's doing.
    private static bool? ShowsRecords(Change.SetRecords change, RecordsSnapshot? now) =>
        now is null ? null
        : change.To.All(r => now.Records.Contains(r)) ? true
        : change.From.All(r => now.Records.Contains(r)) ? false
        : null;

    private static bool? ShowsSubnets(Change.SetGroupSubnets change, Observation seen)
    {
        if (seen.Zones is not { } zones)
        {
            return null;
        }

        var now = EquatableList.From(zones.Zones.SelectMany(z => z.Subnets));
        return SameGroups(now, change.To) ? true : SameGroups(now, change.From) ? false : null;
    }

    private static bool? Both(bool? left, bool? right) => left == right ? left : null;

    private static bool? ShowsTermination(InstanceId instance, Observation seen)
    {
        if (seen.Instance is { IsGone: true } gone && gone.Instance == instance)
        {
            return true;
        }

        return seen.Group is null ? null : seen.Group.Find(instance) is not { IsLeaving: false };
    }

    private static bool? ShowsMark(InstanceId instance, GroupSnapshot? group) =>
        group is null ? null : group.Find(instance) is not { IsLeaving: false, Healthy: true };

    private static bool? ShowsSecurityGroups(Change.SetSecurityGroups c, InstanceSnapshot? instance) => instance switch
    {
        null => null,
        _ when SameGroups(instance.SecurityGroups, c.To) => true,
        _ when SameGroups(instance.SecurityGroups, c.From) => false,
        _ => null,
    };

    private static string? StateOf(InstanceId instance, Observation seen) =>
        seen.Group?.Find(instance)?.LifecycleState;
}
