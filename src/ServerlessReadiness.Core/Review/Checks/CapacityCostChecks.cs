using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>COST-01 to COST-04: what is paid for, and for how long.</summary>
internal static class CapacityCostChecks
{
    public static Verdict CleanedUp(ReviewFacts facts)
    {
        var raised = Raised(facts.Plan);
        if (raised.Count == 0)
        {
            return Verdict.NotApplicable("the plan raises nothing");
        }

        return Verdicts.All(
            Verdict.Of(
                new Seen<Component>(EquatableList.From(raised), facts.Restores.Unread),
                "components that are raised",
                component => OfRaised(component, facts)),
            facts.Plan.Metrics.Count > 0
                ? Verdict.Yes($"{facts.Plan.Metrics.Count} metrics tell when it is normal again")
                : Verdict.No("no metric tells when it is normal again",
                [
                    new Finding(
                        $"plan of {facts.Plan.Event}",
                        "it has no metric, so nothing tells when the load is normal again and capacity can go",
                        "add the metrics whose normal range ends the event"),
                ]));
    }

    public static Verdict RightSizes(ReviewFacts facts)
    {
        var types = facts.InstanceTypes.Items.Where(t => !t.IsCurrent).Select(t => t.Type).ToHashSet();
        var unsized = facts.Plan.Components
            .Where(c => c.Model is null && c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget)
            .Select(c => $"component {c.Name}: the plan does not say what a unit carries");
        return Verdict.Of(
            facts.Instances.Beside(facts.Instances.Items.Count == 0 ? [] : facts.InstanceTypes.Unread, unsized),
            "instances",
            instance => Verdicts.If(
                types.Contains(instance.Type),
                instance.Label,
                $"it is a {instance.Type}, of an earlier generation that does less for the money",
                "move to the present generation and measure what a unit carries"));
    }

    public static Verdict Spot(ReviewFacts facts) => Verdict.Of(facts.Groups, "groups", group => group.Mix switch
    {
        null => [new Finding(
            group.Label,
            "it has no mixed instances policy: all of it is on demand or all of it is spot",
            "keep the normal capacity on demand and let part of the extra capacity be spot")],
        { OnDemandPercentAbove: >= 100 } => [new Finding(
            group.Label,
            "its mixed instances policy uses no spot",
            "let part of what is above the base be spot, if a unit may be lost with two minutes' notice")],
        { OnDemandBase: 0, OnDemandPercentAbove: 0 } => [new Finding(
            group.Label,
            "all of it is spot, and all of it can be taken back at the peak",
            "set the on-demand base to the normal capacity")],
        { ByAttributes: false, Types.Count: < 2 } => [new Finding(
            group.Label,
            "its spot instances are all of one type, which runs out at once",
            "add similar types to its mixed instances policy")],
        _ => [],
    });

    public static Verdict Reserved(ReviewFacts facts)
    {
        var groups = facts.Groups.Items.Select(g => (Group: g, Normal: Normal(facts.Plan, g))).ToList();
        var wanted = groups.Sum(g => g.Normal);
        var used = facts.Instances.Items.Where(i => !i.IsSpot).Select(i => (i.At, i.Type)).ToHashSet();
        var ours = facts.Reservations.Where(r => used.Contains((r.At, r.Type)));
        var ending = Verdict.Of(ours, "reservations", reservation => Verdicts.If(
            reservation.Until < facts.Plan.Schedule.Closed,
            $"reservation {reservation.Id} of {reservation.Count} {reservation.Type} in {reservation.At}",
            $"it ends at {reservation.Until:u}, before the event is over",
            "renew it, or cover it with a savings plan"));
        var reserved = ours.Items.Sum(r => r.Count);
        var unread = facts.Groups.Unread.Concat(facts.Instances.Unread).ToList();
        return Verdicts.All(
            ending,
            unread.Count > 0 ? Verdict.CouldNotTell(Verdict.NotRead(unread).TrimStart(';', ' '))
                : wanted == 0 ? Verdict.NotApplicable("the event has no groups of instances")
                : reserved >= wanted ? Verdict.Yes($"{reserved} instances are reserved, {wanted} are the normal minimum")
                : Verdict.CouldNotTell(
                    $"{reserved} of the {wanted} instances of the normal minimum are reserved instances; savings plans "
                    + "are not read"));
    }

    private static int Normal(CompiledPlan plan, GroupView group) => plan.Components
        .Where(c => c.Resource is Resource.AutoScalingGroup resource
            && resource.Name == group.Name
            && new Place(resource.Account, resource.Region) == group.At)
        .Select(c => c.Model?.NormalUnits)
        .FirstOrDefault() ?? group.Minimum;

    private static List<Component> Raised(CompiledPlan plan)
    {
        var names = plan.Stages.SelectMany(s => s.Goals).Select(g => g.Component).ToHashSet();
        return [.. plan.Components.Where(c => names.Contains(c.Name))];
    }

    private static IEnumerable<Finding> OfRaised(Component component, ReviewFacts facts)
    {
        var restore = facts.Restores.Items.FirstOrDefault(r => r.Component == component.Name);
        var label = $"component {component.Name} ({component.Resource.Label})";
        return Verdicts.If(
                restore is { HasChanged: true, CapturedAt: null },
                label,
                "it was changed, and nobody knows what it goes back to",
                "state its normal bounds by hand before the event ends")
            .Concat(Verdicts.If(
                component is { Restart: not null, RestartBack: null },
                label,
                "its way back needs a restart that nobody has agreed to",
                "state when it may be restarted after the event (restartBack), or who sees to it"));
    }
}
