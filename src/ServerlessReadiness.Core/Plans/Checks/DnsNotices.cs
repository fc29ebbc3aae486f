using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a person should know of a plan's names: which of its own moves would be refused.</summary>
internal static class DnsNotices
{
    public static IEnumerable<PlanProblem> Of(CompiledPlan plan) => plan.Components
        .SelectMany((component, c) => component.Endpoints.SelectMany((endpoint, e) =>
            Of(plan, component, endpoint, $"components[{c}].endpoints[{e}]")));

    private static IEnumerable<PlanProblem> Of(CompiledPlan plan, Component component, Endpoint endpoint, string path)
    {
        var name = endpoint.SetIdentifier;
        if (endpoint is { IsStaticPage: false, Alarms.Count: 0 })
        {
            yield return new(
                path,
                $"{name} has no alarms, so no traffic is ever moved to it",
                "name the alarms that say that it cannot serve");
        }

        if (endpoint.Load is null)
        {
            yield return new(
                path,
                $"nothing counts the load of {name}, so none of it is moved while it has traffic: what is not counted "
                    + "is not known to fit elsewhere",
                "add load, a metric of the plan such as RequestCount");
        }

        if (!endpoint.IsStaticPage && (endpoint.Behind is not { } behind || plan.FindComponent(behind)?.Model is null))
        {
            yield return new(
                path,
                $"nothing tells what {name} can carry, so no traffic is ever moved to it",
                "name the component behind it and give that a model");
        }

        if (endpoint is { IsStaticPage: false, Alarms.Count: 1 } && plan.Responses.Any(r => IsMove(plan, r, component)))
        {
            yield return new(
                path,
                $"{name} has one alarm, and an alarm alone moves no region: when it fires the runbook is refused",
                "name a second, independent alarm, or give the step an approval");
        }
    }

    private static bool IsMove(CompiledPlan plan, Response response, Component component) =>
        response is { Role: AlarmRole.Trigger, Runbook: { } name } && plan.FindRunbook(name) is { } runbook
        && runbook.Steps.Any(s => s.Do is StepAction.DnsShift or StepAction.DnsFailover && s.Approval is null
            && (s.On ?? response.Component) == component.Name);
}
