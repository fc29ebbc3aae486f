using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a plan's responses must fulfil.</summary>
internal static class ResponseCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Responses.SelectMany((response, i) => (IEnumerable<PlanProblem>)
        [
            .. Selector(response.Alarm, $"responses[{i}].alarm"),
            .. References(plan, response, $"responses[{i}]"),
            .. Rehearsed(response, $"responses[{i}]"),
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

        if (LadderRunbooks.IsLadders(runbookName))
        {
            foreach (var problem in Climbs(plan, response, runbookName, path))
            {
                yield return problem;
            }

            yield break;
        }

        foreach (var problem in Started(plan, runbookName, component, $"{path}.runbook"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Started(
        CompiledPlan plan,
        RunbookName name,
        Component? component,
        string path)
    {
        var own = plan.FindRunbook(name);
        if (own is null && BuiltInRunbooks.NeedsPerson(name))
        {
            yield return new(
                path,
                $"the built-in runbook {name} is not started by an alarm alone",
                "write a runbook of your own that asks for an approval");
            yield break;
        }

        if ((own ?? (component is null ? null : BuiltInRunbooks.Find(plan, name, component))) is not { } runbook)
        {
            yield return new(
                path,
                $"there is no runbook \"{name}\", nor a built-in one that fits the component",
                Known(plan.Runbooks, r => r.Name.Value));
            yield break;
        }

        foreach (var parameter in runbook.Parameters.Where(p =>
            p.Default is null && p.Name != RunbookParameter.InstanceName))
        {
            yield return new(
                path,
                $"runbook {name} needs the parameter {parameter.Name}, which an alarm does not give",
                "give the parameter a default");
        }

        if (component is null)
        {
            yield break;
        }

        foreach (var step in runbook.Steps.Where(s => s.On is null && !ActionCatalog.Suits(s.Do, component.Resource)))
        {
            yield return new(
                path,
                $"step \"{step.Name}\" of runbook {runbook.Name} does {ActionCatalog.For(step.Do).Name}, which is not "
                    + $"possible on {component.Resource.Label} of component {component.Name}",
                "choose another runbook or component");
        }
    }

    /// <summary>What an alarm climbs has to be there; coming down is the ladder's own matter.</summary>
    private static IEnumerable<PlanProblem> Climbs(
        CompiledPlan plan,
        Response response,
        RunbookName runbook,
        string path)
    {
        if (runbook == LadderRunbooks.UnshedName)
        {
            yield return new(
                $"{path}.runbook",
                "no alarm takes a shed ladder down; it comes down by itself once demand fits",
                $"remove the response, or run {LadderRunbooks.ShedName}");
        }
        else if (response.Component is not { } component)
        {
            yield return new(
                $"{path}.component",
                $"{runbook} climbs a component's shed ladder, and no component is named",
                "name the component");
        }
        else if (plan.Ladders.All(l => l.Component != component))
        {
            yield return new(
                $"{path}.runbook",
                $"component {component} has no shed ladder to climb",
                "add one below shedding, or run another runbook");
        }
    }

    private static IEnumerable<PlanProblem> Rehearsed(Response response, string path)
    {
        if (response.Model is not { } model)
        {
            yield break;
        }

        if (response.Component is null)
        {
            yield return new(
                $"{path}.model",
                "the rehearsal cannot know which component the alarm measures",
                "name the component, or do not rehearse the response");
        }

        if (model.Above < 0)
        {
            yield return new($"{path}.model.above", $"{model.Above} % is always exceeded", "use 0 or more");
        }

        if (model.Period <= TimeSpan.Zero || model.Period.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            yield return new(
                $"{path}.model.period", $"{model.Period} is no whole number of minutes", "use 1m or a multiple of it");
        }

        if (model.EvaluationPeriods < 1 || model.DatapointsToAlarm < 1
            || model.DatapointsToAlarm > model.EvaluationPeriods)
        {
            yield return new(
                $"{path}.model.datapointsToAlarm",
                $"{model.DatapointsToAlarm} of {model.EvaluationPeriods} periods is no condition",
                "use M of N with M from 1 to N");
        }
    }

    private static string Known<T>(EquatableList<T> items, Func<T, string> nameOf) =>
        items.Count == 0 ? "add it" : $"use one of {string.Join(", ", items.Select(nameOf))}, or add it";
}
