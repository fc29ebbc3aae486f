using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Plans;

/// <summary>What a plan's responses must fulfil.</summary>
internal static class ResponseCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Responses.SelectMany((response, i) => (IEnumerable<PlanProblem>)
        [
            .. Selector(response.Alarm, $"responses[{i}].alarm"),
            .. References(plan, response, $"responses[{i}]"),
        ]),
        .. PlanCheck.Duplicates(plan.Responses, "responses", "name", r => r.Name),
    ];

    private static IEnumerable<PlanProblem> Selector(AlarmSelector selector, string path)
    {
        var byName = selector.NamePattern is not null;
        var byMetric = selector.MetricNamespace is not null || selector.MetricName is not null;
        if (byName == byMetric)
        {
            yield return new(
                path,
                byName ? "both a name and a metric select the alarm" : "nothing selects the alarm",
                "give either a name pattern, or a metric's namespace and name");
        }

        string?[] parts = [selector.MetricNamespace, selector.MetricName];
        if (byMetric && parts.Any(string.IsNullOrWhiteSpace))
        {
            yield return new(path, "the metric is named in part only", "give both its namespace and its name");
        }

        if (byName && string.IsNullOrWhiteSpace(selector.NamePattern))
        {
            yield return new($"{path}.namePattern", "the name pattern is empty", "name the alarm, or use * for any");
        }
    }

    private static IEnumerable<PlanProblem> References(CompiledPlan plan, Response response, string path)
    {
        if (string.IsNullOrWhiteSpace(response.Name))
        {
            yield return new($"{path}.name", "the response has no name", "name it, so that the journal can");
        }

        var component = response.Component is { } name ? plan.FindComponent(name) : null;
        if (response.Component is not null && component is null)
        {
            yield return new(
                $"{path}.component",
                $"there is no component \"{response.Component}\"",
                Known(plan.Components, c => c.Name.Value));
        }

        if (response.Role == AlarmRole.Trigger && response.Runbook is null)
        {
            yield return new(
                $"{path}.runbook",
                "a trigger without a runbook starts nothing",
                "name the runbook to start");
        }

        if (response.Role != AlarmRole.Trigger && response.Runbook is not null)
        {
            yield return new(
                $"{path}.runbook",
                $"an alarm with the role {response.Role} starts no runbook",
                "remove the runbook or use the role Trigger");
        }

        if (response.Runbook is not { } runbookName)
        {
            yield break;
        }

        if (plan.FindRunbook(runbookName) is not { } runbook)
        {
            yield return new(
                $"{path}.runbook",
                $"there is no runbook \"{runbookName}\"",
                Known(plan.Runbooks, r => r.Name.Value));
            yield break;
        }

        if (component is null)
        {
            yield break;
        }

        foreach (var step in runbook.Steps.Where(s => !ActionCatalog.Suits(s.Do, component.Resource)))
        {
            yield return new(
                $"{path}.runbook",
                $"step \"{step.Name}\" of runbook {runbook.Name} does {ActionCatalog.For(step.Do).Name}, which is not "
                    + $"possible on {component.Resource.Label} of component {component.Name}",
                "choose another runbook or component");
        }
    }

    private static string Known<T>(EquatableList<T> items, Func<T, string> nameOf) =>
        items.Count == 0 ? "add it" : $"use one of {string.Join(", ", items.Select(nameOf))}, or add it";
}
