using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// The way out of a zone for a load balancer: a zonal shift, which the data plane carries out. It ends by itself and is
/// not renewed.
/// </summary>
/// <remarks>
/// | zonal shifts in force | move |
/// |---|---|
/// | ours, of this zone | done: says when it ends |
/// | ours, of another zone; or somebody else's | refuse: a resource has one at a time |
/// | none, and no other zone is left | refuse: never the last zone |
/// | none, and nobody approved | refuse: nothing tells whether the other zones can carry it |
/// | none | start one |
/// </remarks>
internal static class ZoneShift
{
    /// <summary>By this the comment of a shift shows that it is ours.</summary>
    private const string CommentPrefix = "serverless-readiness run ";

    private const int WritesMax = 2;

    public static ActionMove Away(StepContext context, Resource.Listener resource)
    {
        var action = (StepAction.ZoneAway)context.Step.Step.Do;
        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Zones is not { } seen)
        {
            return context.Blind($"the zones of {resource.Label}");
        }

        if (seen.Zones.FirstOrDefault(z => z.Name == action.Zone) is not { } zone)
        {
            return new ActionMove.Refuse(
                $"{resource.Label} is not in zone {action.Zone}; it is in "
                    + string.Join(", ", seen.Zones.Select(z => z.Name)));
        }

        var writes = context.DoneEffects<Change.StartZonalShift>(undoing: false);
        return seen.Shifts switch
        {
            _ when seen.Shifts.FirstOrDefault(s => IsOurs(s) && s.ZoneId == zone.Id) is { } ours => new ActionMove.Done(
                $"traffic of {resource.Label} stays away from zone {zone.Name} until {ours.ExpiresAt:u}; it ends then "
                    + "by itself and is not renewed"),
            [{ } other, ..] => new ActionMove.Refuse(
                $"a zonal shift away from {Name(seen, other.ZoneId)} is in force for {resource.Label} until "
                    + $"{other.ExpiresAt:u} ({other.Comment}), and there can be one only; end it first"),
            _ when !seen.CanShift => new ActionMove.Refuse(
                $"Application Recovery Controller knows no zonal shift for {resource.Label}; turn it on in the load "
                    + "balancer's attributes (zonal_shift.config.enabled)"),
            _ when seen.Zones.Count < 2 => new ActionMove.Refuse(
                $"zone {zone.Name} is the last zone of {resource.Label}; it is never left"),
            _ when !IsApproved(context) => new ActionMove.Refuse(
                $"nothing tells whether the other zones of {resource.Label} can carry what {zone.Name} serves, and "
                    + "nobody approved it; give the step an approval"),
            _ when writes.Count > 0 && context.Now < StepFacts.EndOf(writes[^1]) + StepFacts.LookAgain =>
                new ActionMove.Wait(StepFacts.LookSoon, $"waits until {resource.Label} shows its zonal shift"),
            _ when writes.Count >= WritesMax => new ActionMove.Fail(
                $"the zonal shift of {resource.Label} was started {writes.Count} times and is not in force: someone "
                    + "else ends it. Find who, then start the runbook again."),
            _ => Start(context, resource, zone, action.ExpiresAfter),
        };
    }

    public static ActionMove Back(StepContext context, Resource.Listener resource)
    {
        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Zones is not { } seen)
        {
            return context.Blind($"the zones of {resource.Label}");
        }

        var only = ((StepAction.ZoneBack)context.Step.Step.Do).Zone;
        return only is not null && seen.Zones.All(z => z.Name != only)
            ? new ActionMove.Refuse($"{resource.Label} is not in zone {only}; correct the step")
            : Cancel(
                context,
                resource,
                seen,
                [.. seen.Shifts.Where(s => IsOurs(s) && (only is null || Name(seen, s.ZoneId) == only))],
                undoing: false);
    }

    public static ActionMove TakeBack(StepContext context, Resource.Listener resource)
    {
        if (context.DoneEffects<Change.StartZonalShift>(undoing: false) is not [{ } first, ..])
        {
            return new ActionMove.Done("no zonal shift was started");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        return context.Seen.Zones is { } seen
            ? Cancel(
                context,
                resource,
                seen,
                [.. seen.Shifts.Where(s => s.Comment == ((Change.StartZonalShift)first.Change).Comment)],
                undoing: true)
            : context.Blind($"the zones of {resource.Label}");
    }

    private static ActionMove.Perform Start(
        StepContext context,
        Resource.Listener resource,
        ZoneView zone,
        TimeSpan asked)
    {
        var length = asked > ZoneAwayRules.ShiftMax ? ZoneAwayRules.ShiftMax
            : asked < ZoneAwayRules.ShiftMin ? ZoneAwayRules.ShiftMin
            : asked;
        var change = new Change.StartZonalShift(
            zone.Id, zone.Name, context.Now + length, CommentPrefix + context.Run.Id.Value);
        return new ActionMove.Perform(
            change,
            $"{resource.Label} leaves zone {zone.Name} until {change.ExpiresAt:u}, as {Approver(context)} approved");
    }

    private static ActionMove Cancel(
        StepContext context,
        Resource.Listener resource,
        ZonesSnapshot seen,
        List<ZonalShift> ours,
        bool undoing)
    {
        if (ours.Count == 0)
        {
            var others = seen.Shifts.Select(s => $"; {Name(seen, s.ZoneId)} is left by {s.Comment}, which is not ours");
            return new ActionMove.Done(
                $"no zonal shift of ours keeps traffic of {resource.Label} out of a zone{string.Concat(others)}");
        }

        var writes = context.DoneEffects<Change.CancelZonalShift>(undoing)
            .Where(e => ((Change.CancelZonalShift)e.Change).ShiftId == ours[0].Id)
            .ToList();
        return writes switch
        {
            [] => new ActionMove.Perform(
                new Change.CancelZonalShift(ours[0].Id, Name(seen, ours[0].ZoneId)),
                $"{resource.Label} uses zone {Name(seen, ours[0].ZoneId)} again"),
            [.., { } last] when context.Now < StepFacts.EndOf(last) + StepFacts.ShowsWithin => new ActionMove.Wait(
                StepFacts.LookSoon, $"waits until the zonal shift of {resource.Label} is over"),
            _ => new ActionMove.Fail(
                $"the zonal shift {ours[0].Id} of {resource.Label} is in force although it was cancelled; it ends at "
                    + $"{ours[0].ExpiresAt:u}"),
        };
    }

    private static bool IsOurs(ZonalShift shift) => shift.Comment.StartsWith(CommentPrefix, StringComparison.Ordinal);

    private static bool IsApproved(StepContext context) =>
        context.Step.Approval is { Granted: true } || context.Did<Change.StartZonalShift>(undoing: false);

    private static string Approver(StepContext context) => context.Step.Approval?.By ?? "the plan's default";

    private static string Name(ZonesSnapshot seen, string id) =>
        seen.Zones.FirstOrDefault(z => z.Id == id)?.Name ?? id;
}
