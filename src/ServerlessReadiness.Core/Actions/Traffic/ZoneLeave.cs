using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// The way out of a zone for a group. Its subnets there are removed only once as many members serve in the other zones
/// as served in all of them before.
/// </summary>
/// <remarks>
/// | the group | in service elsewhere | move |
/// |---|---|---|
/// | is not in the zone | any | done if we left it, else refuse |
/// | has no other zone | any | refuse: never the last zone |
/// | is in the zone, minimum not raised | less than all that serves | raise the minimum, or refuse: no room |
/// | minimum raised | less than what served before | wait |
/// | is in the zone | enough | remove the zone's subnets |
/// </remarks>
internal static class ZoneLeave
{
    private const int WritesMax = 2;

    public static ActionMove Away(StepContext context, Resource.AutoScalingGroup resource)
    {
        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Zones: { } seen, Group: { } group, Record: { } record }
            || BoundedCapacity.Of(context, ActionNames.CapacityFloor) is not { } present)
        {
            return context.Blind($"the zones and the members of {resource.Label}");
        }

        var name = ((StepAction.ZoneAway)context.Step.Step.Do).Zone;
        var zone = seen.Zones.FirstOrDefault(z => z.Name == name);
        if (zone is null)
        {
            return context.Did<Change.SetGroupSubnets>(undoing: false) || Left(record).Any(z => z.Name == name)
                ? new ActionMove.Done(
                    $"{resource.Label} is in {Names(seen.Zones)} and launches nothing in {name} any more; zone.back "
                        + "takes it into use again")
                : new ActionMove.Refuse($"{resource.Label} is not in zone {name}; it is in {Names(seen.Zones)}");
        }

        if (seen.Zones.Count < 2)
        {
            return new ActionMove.Refuse($"zone {name} is the last zone of {resource.Label}; it is never left");
        }

        var elsewhere = group.Members.Count(m => m.IsServing && m.Zone != name);
        var writes = HeldBounds.Writes(context);
        return writes.Count == 0
            ? Begin(context, resource, seen, zone, present, elsewhere)
            : GoOn(context, resource, seen, zone, present, elsewhere, writes);
    }

    public static ActionMove Back(StepContext context, Resource.AutoScalingGroup resource)
    {
        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Zones: { } seen, Record: { } record })
        {
            return context.Blind($"the zones of {resource.Label}");
        }

        var only = ((StepAction.ZoneBack)context.Step.Step.Do).Zone;
        var left = Left(record).Where(z => only is null || z.Name == only).ToList();
        var missing = left.SelectMany(z => z.Subnets).Except(Subnets(seen), StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? new ActionMove.Done(
                $"{resource.Label} is in {Names(seen.Zones)}, as before it left "
                    + (only ?? "a zone") + "; its minimum stays until the return to normal")
            : SetSubnets(
                context,
                resource,
                Subnets(seen),
                [.. Subnets(seen), .. missing],
                undoing: false,
                $"{resource.Label} uses {Names(left)} again");
    }

    public static ActionMove TakeBack(StepContext context)
    {
        var written = context.DoneEffects<Change.SetGroupSubnets>(undoing: false);
        if (written is not [{ } first, ..] || context.Component.Resource is not Resource.AutoScalingGroup resource)
        {
            return HeldBounds.TakeBack(context, ActionNames.CapacityRestore);
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        if (context.Seen.Zones is not { } seen)
        {
            return context.Blind($"the zones of {resource.Label}");
        }

        var before = ((Change.SetGroupSubnets)first.Change).From;
        var missing = before.Except(Subnets(seen), StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? HeldBounds.TakeBack(context, ActionNames.CapacityRestore)
            : SetSubnets(
                context,
                resource,
                Subnets(seen),
                [.. Subnets(seen), .. missing],
                undoing: true,
                $"{resource.Label} is again in all zones that it was in");
    }

    /// <summary>The zones of the restore point, while one of them is left.</summary>
    private static EquatableList<ZoneView> Left(Safety.ResourceState record) => record.RestorePoint?.Subnets ?? [];

    private static ActionMove Begin(
        StepContext context,
        Resource.AutoScalingGroup resource,
        ZonesSnapshot seen,
        ZoneView zone,
        BoundedCapacity present,
        int elsewhere)
    {
        var serving = present.Serving ?? 0;
        if (present.Blocker is { } blocker)
        {
            return new ActionMove.Refuse(blocker);
        }

        // A zone in which nothing serves any more takes nothing with it.
        if (elsewhere >= serving)
        {
            return serving == 0
                ? new ActionMove.Refuse($"nothing is in service in {resource.Label}; there is nothing to keep")
                : Leave(context, resource, seen, zone, elsewhere);
        }

        var minimum = MinimumFor(serving, seen.Zones.Count);
        if (present.Bounds.Minimum >= minimum)
        {
            return new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{elsewhere} of {serving} serve outside {zone.Name} in {resource.Label}, whose minimum is "
                    + $"{present.Bounds.Minimum} already");
        }

        var quota = context.Seen.QuotaHeadroom is { } units ? (long)present.Base + Math.Max(0, units) : int.MaxValue;
        var most = Math.Min(context.Component.Ceiling, quota);
        return minimum > most
            ? new ActionMove.Refuse(
                $"the other zones of {resource.Label} cannot carry what serves now: with {serving} in service outside "
                    + $"{zone.Name} the group would need {minimum}, and "
                    + (minimum > context.Component.Ceiling
                        ? $"its ceiling is {context.Component.Ceiling}; raise the ceiling in the plan"
                        : $"the account's quota allows {quota}; ask AWS to raise it"))
            : new ActionMove.Perform(
                present.Set(new Bounds(minimum, Math.Max(minimum, present.Bounds.Maximum))),
                $"{serving} are to serve outside {zone.Name} before {resource.Label} leaves it, so its minimum goes "
                    + $"from {present.Bounds.Minimum} to {minimum}{present.Notes}");
    }

    private static ActionMove GoOn(
        StepContext context,
        Resource.AutoScalingGroup resource,
        ZonesSnapshot seen,
        ZoneView zone,
        BoundedCapacity present,
        int elsewhere,
        List<EffectRecord> writes)
    {
        var minimum = HeldBounds.Of(writes[0].Change).To.Minimum;
        if (present.Bounds.Minimum < minimum)
        {
            return HeldBounds.Undercut(context, present, writes, minimum);
        }

        var needed = minimum * (seen.Zones.Count - 1) / seen.Zones.Count;
        return elsewhere < needed
            ? new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{elsewhere} of {needed} serve outside {zone.Name} in {resource.Label}"
                    + (present.Trouble is { } trouble ? $"; the newest failure: {trouble}" : ""))
            : Leave(context, resource, seen, zone, elsewhere);
    }

    private static ActionMove Leave(
        StepContext context,
        Resource.AutoScalingGroup resource,
        ZonesSnapshot seen,
        ZoneView zone,
        int elsewhere) =>
        SetSubnets(
            context,
            resource,
            Subnets(seen),
            [.. Subnets(seen).Except(zone.Subnets, StringComparer.Ordinal)],
            undoing: false,
            $"{elsewhere} serve outside {zone.Name}, so {resource.Label} leaves it; its members there are replaced "
                + "elsewhere");

    private static ActionMove SetSubnets(
        StepContext context,
        Resource.AutoScalingGroup resource,
        List<string> from,
        List<string> to,
        bool undoing,
        string why)
    {
        if (to.Count == 0)
        {
            return new ActionMove.Refuse(
                $"{resource.Label} would be left without a subnet; the last zone is never left");
        }

        var writes = context.DoneEffects<Change.SetGroupSubnets>(undoing);
        return writes switch
        {
            [.., { } last] when context.Now < StepFacts.EndOf(last) + StepFacts.LookAgain => new ActionMove.Wait(
                StepFacts.LookSoon, $"waits until {resource.Label} shows its subnets"),
            { Count: >= WritesMax } => new ActionMove.Fail(
                $"the subnets of {resource.Label} were set {writes.Count} times and read {string.Join(", ", from)}: a "
                    + "fight between writers. Find who else sets them, then start the runbook again."),
            _ => new ActionMove.Perform(
                new Change.SetGroupSubnets(resource.Name, EquatableList.From(from), EquatableList.From(to)),
                why),
        };
    }

    // Auto Scaling spreads a group evenly over its zones, the one to be left included, so that more are needed than
    // what is to serve in the others.
    private static int MinimumFor(int serving, int zones) => (serving * zones + zones - 2) / (zones - 1);

    private static List<string> Subnets(ZonesSnapshot seen) => [.. seen.Zones.SelectMany(z => z.Subnets)];

    private static string Names(IEnumerable<ZoneView> zones) => string.Join(", ", zones.Select(z => z.Name));
}
