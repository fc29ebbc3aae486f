using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Cli.Selftest;

/// <summary>The sandbox's Auto Scaling group in the hands of an experiment.</summary>
internal static class SandboxGroup
{
    public const int Maximum = 3;

    /// <summary>Two minutes are the service's own margin for a scheduled action; a launch takes about one.</summary>
    private static readonly TimeSpan LaunchBound = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LeaveBound = TimeSpan.FromMinutes(3);

    public static Task<GroupSnapshot> ReadAsync(Lab lab, CancellationToken stop) =>
        lab.World.Fleets.ReadAsync(lab.Group, GroupDetails.Schedules, stop);

    /// <summary>Registers that the group is emptied afterwards.</summary>
    public static void PutsBack(Lab lab) => lab.PutsBack(
        $"group {lab.Names.Group} to 0–{Maximum} without instances",
        stop => EmptyAsync(lab, stop));

    public static Task SetBoundsAsync(Lab lab, int minimum, int maximum, CancellationToken stop)
    {
        // What they were is for the journal's words alone; the call sets what it is told.
        var change = new Change.SetGroupBounds(
            lab.Names.Group, new Bounds(0, Maximum), new Bounds(minimum, maximum));
        return lab.World.Fleets.PerformAsync(lab.Group, change, stop);
    }

    /// <summary>A group of 1 to 3 with an instance in service; null when none came in time.</summary>
    public static async Task<GroupMember?> WithOneAsync(Lab lab, CancellationToken stop)
    {
        PutsBack(lab);
        await SetBoundsAsync(lab, 1, Maximum, stop);
        var (group, _, _) = await lab.UntilAsync(
            () => ReadAsync(lab, stop), g => g.Members.Any(m => m.IsServing), LaunchBound, stop);
        return group.Members.FirstOrDefault(m => m.IsServing);
    }

    public static Outcome NoInstance() =>
        Outcome.Unverified($"no instance came into service within {LaunchBound.TotalMinutes:0} minutes");

    public static bool IsLeaving(GroupMember member) =>
        member.LifecycleState.StartsWith("Terminat", StringComparison.Ordinal);

    private static async Task EmptyAsync(Lab lab, CancellationToken stop)
    {
        var group = await ReadAsync(lab, stop);
        foreach (var armed in group.Armed ?? [])
        {
            await lab.World.Fleets.PerformAsync(
                lab.Group, new Change.DeleteScheduledAction(lab.Names.Group, armed.Name), stop);
        }

        await SetBoundsAsync(lab, 0, Maximum, stop);
        var (left, isEmpty, _) = await lab.UntilAsync(
            () => DrainAsync(lab, stop), g => g.Desired == 0 && g.Members.All(IsLeaving), LeaveBound, stop);
        if (!isEmpty)
        {
            throw new PortException(
                PortFailure.Unavailable,
                $"{string.Join(", ", left.Members.Select(m => m.Instance))} did not leave within "
                + $"{LeaveBound.TotalMinutes:0} minutes. Look at the group's activities.");
        }
    }

    /// <summary>
    /// Asks for no instance, and first brings back who is in Standby: desired does not count those, so they would stay.
    /// Repeated, because a member on its way into Standby cannot come back yet.
    /// </summary>
    private static async Task<GroupSnapshot> DrainAsync(Lab lab, CancellationToken stop)
    {
        var group = await ReadAsync(lab, stop);
        var resting = group.Members.Where(m => m.IsInStandby).ToList();
        foreach (var member in resting)
        {
            await lab.World.Fleets.PerformAsync(
                lab.Group, new Change.ExitStandby(lab.Names.Group, member.Instance), stop);
        }

        if (resting.Count > 0 || group.Desired > 0)
        {
            await lab.World.Fleets.PerformAsync(
                lab.Group, new Change.SetGroupDesired(lab.Names.Group, group.Desired, 0), stop);
        }

        return group;
    }
}
