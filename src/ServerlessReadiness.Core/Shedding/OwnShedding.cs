using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>
/// Whether an alarm is raised by what automation itself sheds. Such an alarm says nothing of the pressure: it climbs
/// nothing, moves nothing and takes no instance away. Capacity may still be added on it, and people told.
/// </summary>
/// <remarks>
/// While levels of a ladder are in force, an alarm is our own when either
/// 1. it measures what one of their steps does by itself, such as the 503s of a page: whenever it began, since it cannot
///    tell pressure from our page while the page is up; or
/// 2. it began after the last climb, and is answered on another component that one of the steps acts on, such as the
///    listener or the name, unless the answer is the ladder's own climb.
/// An alarm about one instance is never our own: no step of a ladder makes an instance ill.
/// </remarks>
public static class OwnShedding
{
    private static readonly string[] OfPages =
    [
        "HTTPCode_ELB_5XX_Count",
        "HTTPCode_ELB_503_Count",
        "HTTP_Fixed_Response_Count",
        "5xxErrorRate",
        "503ErrorRate",
        "TotalErrorRate",
    ];

    private static readonly string[] OfRates =
        ["BlockedRequests", "HTTPCode_ELB_4XX_Count", "4xxErrorRate", "403ErrorRate", "TotalErrorRate"];

    private static readonly string[] OfNames =
        ["HealthCheckStatus", "HealthCheckPercentageHealthy", "ChildHealthCheckHealthyCount"];

    private static readonly string[] OfZones = ["ZonalShiftedHostCount"];

    /// <summary>Why the alarm is our own doing; null when it is not.</summary>
    /// <param name="plan">The plan in force.</param>
    /// <param name="states">How far ladders have been climbed, by their components.</param>
    /// <param name="match">What the plan makes of the alarm.</param>
    /// <param name="actionClass">The class of the answer.</param>
    /// <param name="transition">The alarm.</param>
    public static string? Of(
        CompiledPlan plan,
        IReadOnlyDictionary<ComponentName, LadderState> states,
        ResponseMatch match,
        ActionClass actionClass,
        AlarmTransition transition)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(transition);
        if (actionClass is ActionClass.None or ActionClass.CapacityUp || transition.Dimension("InstanceId") is not null)
        {
            return null;
        }

        return plan.Ladders
            .Where(l => states.GetValueOrDefault(l.Component) is { InForce: > 0 })
            .Select(l => OfLadder(plan, l, states[l.Component], match, transition))
            .FirstOrDefault(why => why is not null);
    }

    private static string? OfLadder(
        CompiledPlan plan,
        ShedLadder ladder,
        LadderState state,
        ResponseMatch match,
        AlarmTransition transition)
    {
        var steps = LadderRunbooks.StepsOf(ladder, 0, state.InForce).ToList();
        if (steps.Find(s => Measures(plan, ladder, s, transition)) is { } cause)
        {
            return $"it measures what step {cause.Name} of the shed ladder of component {ladder.Component} does, which "
                + $"is on level {state.InForce}";
        }

        var isClimb = match.Response?.Runbook == LadderRunbooks.ShedName && match.Component?.Name == ladder.Component;
        var acted = steps.Find(s => LadderRunbooks.ActsOn(ladder, s) is var on
            && on != ladder.Component && on == match.Component?.Name);
        return !isClimb && acted is not null && transition.ChangedAt > state.ClimbedAt
            ? $"it began after the shed ladder of component {ladder.Component} had climbed to level {state.InForce}, and "
                + $"step {acted.Name} acts on component {match.Component!.Name}"
            : null;
    }

    private static bool Measures(CompiledPlan plan, ShedLadder ladder, RunbookStep step, AlarmTransition transition)
    {
        string[] names = step.Do switch
        {
            StepAction.MaintenanceOn => OfPages,
            StepAction.RateLimit => OfRates,
            StepAction.DnsShift or StepAction.DnsFailover => OfNames,
            StepAction.ZoneAway => OfZones,
            _ => [],
        };
        return transition.Metrics.Any(m => names.Contains(m.Name, StringComparer.Ordinal))
            && !IsOfAnotherLoadBalancer(plan.FindComponent(LadderRunbooks.ActsOn(ladder, step)), transition);
    }

    private static bool IsOfAnotherLoadBalancer(Component? component, AlarmTransition transition) =>
        component?.Resource is Resource.Listener listener
        && transition.Dimension("LoadBalancer") is { } name
        && !listener.LoadBalancerArn.EndsWith(name, StringComparison.Ordinal);
}
