using System.IO.Enumeration;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>Finds the response to an alarm, and the component that it means.</summary>
public static class ResponseMatcher
{
    /// <summary>
    /// The first response of the plan that matches. A response without a component means the one whose resource the
    /// alarm's dimensions name; a response whose component contradicts the dimensions is reported, not guessed at.
    /// </summary>
    public static ResponseMatch Match(CompiledPlan plan, AlarmTransition transition)
    {
        // A pattern such as * would start a runbook over the proof that alarms arrive.
        if (CanaryAlarm.Is(transition.Alarm.Name))
        {
            return ResponseMatch.None;
        }

        var response = plan.Responses.FirstOrDefault(r => Selects(r.Alarm, transition));
        if (response is null)
        {
            return ResponseMatch.None;
        }

        var named = plan.Components.Where(c => IsNamedBy(transition, c)).ToArray();
        if (response.Component is { } wanted)
        {
            var component = plan.FindComponent(wanted);
            var others = named.Where(c => c.Name != wanted).ToArray();
            return component is null
                ? new ResponseMatch(
                    response,
                    null,
                    $"response {response.Name} names component {wanted}, which plan has not")
                : named.Length > 0 && others.Length == named.Length
                    ? new ResponseMatch(
                        response,
                        null,
                        $"response {response.Name} is for component {wanted}, but the alarm's dimensions name "
                        + $"{others[0].Resource.Label} of component {others[0].Name}; "
                        + "give the alarm a response of its own")
                    : new ResponseMatch(response, component, null);
        }

        return named.Length switch
        {
            1 => new ResponseMatch(response, named[0], null),
            0 => new ResponseMatch(
                response,
                null,
                $"response {response.Name} names no component and no dimension of the alarm names a resource of the "
                + "plan; add the component to the response"),
            _ => new ResponseMatch(
                response,
                null,
                $"the alarm's dimensions name {named.Length} components; "
                + $"add the component to response {response.Name}"),
        };
    }

    /// <summary>Whether the selector means the alarm. Names match case and all, as in CloudWatch.</summary>
    public static bool Selects(AlarmSelector selector, AlarmTransition transition) =>
        selector.NamePattern is { } pattern
            ? MatchesName(pattern, transition.Alarm.Name)
            : transition.Metrics.Any(m =>
                m.Name == selector.MetricName && m.Namespace == selector.MetricNamespace);

    public static bool MatchesName(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static bool IsNamedBy(AlarmTransition transition, Component component) =>
        component.Resource.Region == transition.Alarm.Region && component.Resource switch
        {
            Resource.AutoScalingGroup group => transition.Dimension("AutoScalingGroupName") == group.Name,
            Resource.ScalableTarget target => NamesTarget(transition, target),
            Resource.StandaloneInstances instances =>
                transition.Dimension("InstanceId") is { } id && instances.Ids.Any(i => i.Value == id),
            _ => false,
        };

    private static bool NamesTarget(AlarmTransition transition, Resource.ScalableTarget target)
    {
        var parts = target.ResourceId.Split('/');
        return target.ServiceNamespace switch
        {
            // service/CLUSTER/SERVICE
            "ecs" => parts.Length == 3 && transition.Dimension("ClusterName") == parts[1]
                && transition.Dimension("ServiceName") == parts[2],
            // table/NAME or table/NAME/index/INDEX
            "dynamodb" => parts.Length >= 2 && transition.Dimension("TableName") == parts[1]
                && (parts.Length < 4 || transition.Dimension("GlobalSecondaryIndexName") == parts[3]),
            // function:NAME:ALIAS
            "lambda" => target.ResourceId.Split(':') is ["function", var function, ..]
                && transition.Dimension("FunctionName") == function,
            _ => false,
        };
    }
}
