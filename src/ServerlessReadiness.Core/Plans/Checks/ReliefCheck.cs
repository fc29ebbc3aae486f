using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a plan says of shedding in a rehearsal must make sense.</summary>
internal static class ReliefCheck
{
    private const int ShareMax = 90;

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
        plan.Components.SelectMany((component, i) => Check(plan, component, $"components[{i}].relief"));

    private static IEnumerable<PlanProblem> Check(CompiledPlan plan, Component component, string path)
    {
        if (component.Relief is not { } relief)
        {
            yield break;
        }

        if (component.Resource is not (Resource.Listener
            or Resource.Setting { Service: SettingService.SsmParameters or SettingService.WebAclRateLimit }))
        {
            yield return new(
                path,
                $"{component.Resource.Label} takes load off nothing",
                "say it of parameters, a web ACL or a listener");
        }

        if (relief.SharePercent is < 1 or > ShareMax)
        {
            yield return new(
                $"{path}.sharePercent",
                $"{relief.SharePercent} % is no share that anybody could know",
                $"use 1 to {ShareMax} %");
        }

        for (var i = 0; i < relief.For.Count; i++)
        {
            if (plan.FindComponent(relief.For[i]) is null)
            {
                yield return new(
                    $"{path}.for[{i}]",
                    $"there is no component {relief.For[i]}",
                    "name one of the plan");
            }
        }
    }
}
