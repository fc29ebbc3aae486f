using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review.Alarms;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Whether what may go wrong is watched, sounds the alarm, and is heard.</summary>
internal static class AlarmChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } =
    [
        ("PERF-07", Coverage),
        ("MON-01", Components),
        ("MON-02", AlarmThresholds.Check),
        ("MON-03", AlarmProof.Check),
    ];

    /// <summary>An alarm for each metric and response of the plan, and each is set up to fire and to act.</summary>
    private static Verdict Coverage(ReviewFacts facts)
    {
        var plan = facts.Plan;
        if (plan.Metrics.Count == 0 && plan.Responses.Count == 0)
        {
            return Verdict.No(
                "the plan has neither metrics nor responses",
                [
                    new Finding(
                        $"plan {plan.Event}",
                        "nothing of the event is watched",
                        "add metrics and responses to the plan"),
                ]);
        }

        // What was not read may hold the alarm that seems to be missing.
        var isWhole = facts.Alarms.Unread.Count == 0;
        var missing = isWhole ? AlarmCoverage.Missing(facts).Select(m => m.Finding) : [];
        var wrong = facts.Alarms.Items
            .Where(a => AlarmChoice.Answer(plan, a).Response is not null || plan.Metrics.Any(m => AlarmChoice.Watches(a, m)))
            .SelectMany(a => AlarmSetUp.Of(facts, a));
        var findings = missing.Concat(wrong);
        return Answer(
            findings,
            [.. facts.Alarms.Unread, .. facts.AlarmMutes.Unread],
            $"alarms {facts.Alarms.Items.Count}, metrics {plan.Metrics.Count}, responses {plan.Responses.Count}");
    }

    /// <summary>Each part that does work has a metric and an answer to an alarm.</summary>
    private static Verdict Components(ReviewFacts facts)
    {
        var working = facts.Plan.Components.Where(DoesWork).ToList();
        if (working.Count == 0)
        {
            return Verdict.NotApplicable("the plan has no component that does work");
        }

        var findings = working.SelectMany(c => Component(facts, c)).ToList();

        // Without the alarms nobody can say whom a response without a component is for.
        var isUnsure = facts.Alarms.Unread.Count > 0 && facts.Plan.Responses.Any(r => r.Component is null);
        return Answer(findings, isUnsure ? facts.Alarms.Unread : [], $"components {working.Count}");
    }

    private static IEnumerable<Finding> Component(ReviewFacts facts, Component component)
    {
        var plan = facts.Plan;
        if (plan.Metrics.All(m => m.Component != component.Name))
        {
            yield return new Finding(
                $"component {component.Name}",
                "no metric of the plan tells how it is",
                "add one under metrics, with component: " + component.Name.Value);
        }

        if (plan.Responses.Any(r => r.Component == component.Name)
            || facts.Alarms.Items.Any(a => AlarmChoice.Answer(plan, a).Component?.Name == component.Name))
        {
            yield break;
        }

        if (facts.Alarms.Unread.Count == 0 || plan.Responses.All(r => r.Component is not null))
        {
            yield return new Finding(
                $"component {component.Name}",
                "no response of the plan answers an alarm on it",
                "add a response, and an alarm for it");
        }
    }

    internal static bool DoesWork(Component component) => component.Resource
        is Resource.AutoScalingGroup or Resource.ScalableTarget or Resource.StandaloneInstances
            or Resource.Setting { Service: SettingService.RdsInstance };

    internal static Verdict Answer(IEnumerable<Finding> found, IReadOnlyCollection<string> unread, string seen)
    {
        // Two alarms through one topic find the same in it.
        var findings = found.Distinct().ToList();
        var rest = Verdict.NotRead(unread);
        return findings.Count > 0 ? Verdict.No($"{Verdict.Count(findings.Count)}; looked at: {seen}{rest}", findings)
            : unread.Count > 0 ? Verdict.CouldNotTell($"nothing wrong in what could be read; looked at: {seen}{rest}")
            : Verdict.Yes($"looked at: {seen}");
    }
}
