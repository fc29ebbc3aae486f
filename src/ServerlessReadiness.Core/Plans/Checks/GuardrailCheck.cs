using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What limits, criteria and the way back must fulfil.</summary>
internal static partial class GuardrailCheck
{
    private const int StepPercentMax = 10;
    private const int PercentMax = 100;

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. Guardrails(plan),
        .. Return(plan.ReturnToNormal),
        .. plan.Criteria.SelectMany((criterion, i) => Criterion(criterion, $"criteria[{i}]")),
        .. PlanCheck.Duplicates(plan.Criteria, "criteria", "name", c => c.Name),
    ];

    private static IEnumerable<PlanProblem> Guardrails(CompiledPlan plan)
    {
        if (plan.Guardrails.LatestCooldown < plan.Schedule.Closed)
        {
            yield return new(
                "guardrails.latestCooldown",
                $"the latest cooldown at {plan.Guardrails.LatestCooldown:u} is before the event can close, at "
                    + $"{plan.Schedule.Closed:u}",
                "put it at closed or later");
        }

        if (plan.Guardrails.ExtraSpendMax is <= 0)
        {
            yield return new(
                "guardrails.extraSpendMax",
                $"an extra spend of {plan.Guardrails.ExtraSpendMax} buys nothing",
                "use more than 0, or leave it out for no limit");
        }

        if (!Currency().IsMatch(plan.Guardrails.Currency))
        {
            yield return new(
                "guardrails.currency", $"\"{plan.Guardrails.Currency}\" is no currency", "use an ISO code such as USD");
        }

        if (plan.Expectation.Peak <= 0)
        {
            yield return new(
                "expectation.peak",
                $"a peak of {plan.Expectation.Peak} times the normal is no load",
                "use a factor above 0");
        }
    }

    private static IEnumerable<PlanProblem> Return(ReturnToNormal end)
    {
        if (end.InRangeFor < TimeSpan.Zero)
        {
            yield return new("returnToNormal.inRangeFor", $"{end.InRangeFor} is negative", "use 0 or more");
        }

        if (end.StepPercent is < 1 or > StepPercentMax)
        {
            yield return new(
                "returnToNormal.stepPercent",
                $"steps of {end.StepPercent} % cannot be watched",
                $"use 1 to {StepPercentMax}");
        }

        if (end.StepEvery <= TimeSpan.Zero)
        {
            yield return new("returnToNormal.stepEvery", $"{end.StepEvery} is no time to watch", "use more than 0");
        }

        for (var i = 0; i < end.Operational.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(end.Operational[i]))
            {
                yield return new($"returnToNormal.operational[{i}]", "the item is empty", "say what is to be done");
            }
        }

        foreach (var problem in PlanCheck.Duplicates(end.Operational, "returnToNormal", "operational", o => o))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Criterion(SuccessCriterion criterion, string path)
    {
        if (string.IsNullOrWhiteSpace(criterion.Name))
        {
            yield return new($"{path}.name", "the criterion has no name", "name it, so that the verdict can");
        }

        var isPercent = criterion.Measure
            is CriterionMeasure.ServedPercent or CriterionMeasure.FailedPercent or CriterionMeasure.ShedPercent;
        if (isPercent && criterion.Limit is < 0 or > PercentMax)
        {
            yield return new($"{path}.limit", $"{criterion.Limit} % is no share of the requests", "use 0 to 100");
        }

        if (!isPercent && criterion.Limit < 0)
        {
            yield return new($"{path}.limit", $"{criterion.Limit} is negative", "use 0 or more");
        }
    }

    [GeneratedRegex("^[A-Z]{3}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Currency();
}
