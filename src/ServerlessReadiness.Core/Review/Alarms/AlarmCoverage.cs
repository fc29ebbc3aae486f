using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>What of the plan has no alarm.</summary>
internal static class AlarmCoverage
{
    public static IEnumerable<MissingAlarm> Missing(ReviewFacts facts)
    {
        var (plan, alarms) = (facts.Plan, facts.Alarms.Items);
        foreach (var metric in plan.Metrics.Where(m => !alarms.Any(a => AlarmChoice.Watches(a, m))))
        {
            var what = new Finding(
                $"metric {metric.Name} in {metric.Region} of {metric.Account}",
                $"no alarm watches {metric.Namespace} {metric.MetricName} with its dimensions",
                "create one, or let review alarms --create do it");
            yield return new MissingAlarm(what, metric, null);
        }

        foreach (var response in plan.Responses
            .Where(r => !alarms.Any(a => AlarmChoice.Answer(plan, a).Response?.Name == r.Name)))
        {
            var what = new Finding($"response {response.Name}", Words(response), "create one, or correct the response");
            yield return new MissingAlarm(what, null, response);
        }

        foreach (var (component, name) in Endpoints(plan).Where(e => !alarms.Any(a => a.Alarm.Name == e.Alarm)))
        {
            var what = new Finding(
                $"alarm {name}",
                $"does not exist, and an endpoint of component {component.Name} is judged by it",
                "create it, or correct the endpoint's alarms in the plan");
            yield return new MissingAlarm(what, null, null);
        }
    }

    private static string Words(Response response) => response.Alarm.NamePattern is { } pattern
        ? $"no alarm is called {pattern}"
        : $"no alarm watches {response.Alarm.MetricNamespace} {response.Alarm.MetricName}";

    private static IEnumerable<(Component Component, string Alarm)> Endpoints(CompiledPlan plan) =>
        plan.Components.SelectMany(c => c.Endpoints.SelectMany(e => e.Alarms.Select(a => (c, a)))).Distinct();
}
