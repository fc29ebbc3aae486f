using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What metrics and contacts must fulfil.</summary>
internal static partial class MetricCheck
{
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Metrics.SelectMany((metric, i) => Metric(plan, metric, $"metrics[{i}]")),
        .. PlanCheck.Duplicates(plan.Metrics, "metrics", "name", m => m.Name),
        .. plan.Contacts.SelectMany((contact, i) => Contact(contact, $"contacts[{i}]")),
        .. PlanCheck.Duplicates(plan.Contacts, "contacts", "address", c => $"{c.Address} as {c.Role}"),
    ];

    public static bool IsAddress(string text) => Address().IsMatch(text);

    private static IEnumerable<PlanProblem> Metric(CompiledPlan plan, PlanMetric metric, string path)
    {
        if (metric.Component is { } name && plan.FindComponent(name) is null)
        {
            yield return new($"{path}.component", $"there is no component \"{name}\"", "correct the name, or add it");
        }

        (string Field, string Value)[] texts =
            [("name", metric.Name), ("namespace", metric.Namespace), ("metricName", metric.MetricName)];
        foreach (var (field, _) in texts.Where(t => string.IsNullOrWhiteSpace(t.Value)))
        {
            yield return new($"{path}.{field}", $"the {field} is empty", "write it as CloudWatch spells it");
        }

        foreach (var problem in ComponentCheck.Place(metric.Account, metric.Region, path))
        {
            yield return problem;
        }

        if (!Statistic().IsMatch(metric.Statistic))
        {
            yield return new(
                $"{path}.statistic",
                $"\"{metric.Statistic}\" is no statistic",
                "use Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99");
        }

        if (metric.Baseline is { } range && !(range.Low <= range.High))
        {
            yield return new(
                $"{path}.baseline",
                $"no value is between {range.Low} and {range.High}",
                "put the lower end first");
        }
    }

    private static IEnumerable<PlanProblem> Contact(Contact contact, string path)
    {
        if (string.IsNullOrWhiteSpace(contact.Name))
        {
            yield return new($"{path}.name", "the contact has no name", "name the person or the list");
        }

        if (!IsAddress(contact.Address))
        {
            yield return new($"{path}.address", $"\"{contact.Address}\" is no mail address", "correct it");
        }
    }

    [GeneratedRegex(
        "^(Average|Sum|Minimum|Maximum|SampleCount|p[0-9]{1,2}(\\.[0-9]{1,10})?|p100)\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Statistic();

    [GeneratedRegex(
        "^[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Address();
}
