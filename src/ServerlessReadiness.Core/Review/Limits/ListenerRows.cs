using ServerlessReadiness.Core.Actions.Shedding;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Rules that the plan's pages need, and free priorities for them.</summary>
internal static class ListenerRows
{
    /// <summary>The pages that the plan puts up, each with the component whose listener it goes on.</summary>
    public static IEnumerable<(ComponentName On, StepAction.MaintenanceOn Page)> Pages(CompiledPlan plan)
    {
        var ladders = plan.Ladders
            .SelectMany(l => l.Levels.SelectMany(v => v.Steps).Select(s => (On: s.On ?? l.Component, s.Do)));
        var contingencies = plan.Contingencies.SelectMany(c => (plan.FindRunbook(c.Runbook)?.Steps ?? [])
            .Select(s => (On: s.On ?? c.Component, s.Do)));
        var runbooks = plan.Runbooks.SelectMany(r => r.Steps)
            .Where(s => s.On is not null)
            .Select(s => (On: s.On!.Value, s.Do));
        return ladders.Concat(contingencies).Concat(runbooks)
            .Where(s => s.Do is StepAction.MaintenanceOn { Page: not null })
            .Select(s => (s.On, (StepAction.MaintenanceOn)s.Do))
            .Distinct();
    }

    public static IEnumerable<LimitRow> Of(CompiledPlan plan, LimitFacts facts)
    {
        var pages = Pages(plan).ToList();
        foreach (var listener in facts.Listeners.Items)
        {
            var own = pages
                .Where(p => plan.FindComponent(p.On)?.Resource == listener.Resource)
                .Select(p => p.Page)
                .ToList();
            if (own.Count == 0)
            {
                continue;
            }

            var resource = listener.Resource;
            var rules = own.Sum(RulesOf);
            var balancer = $"load balancer {TargetRows.NameOf(resource.LoadBalancerArn)}";
            yield return TargetRows.OfQuota(
                facts,
                TargetRows.RulesPerApplication,
                resource.Account,
                resource.Region,
                balancer,
                listener.RulesOfLoadBalancer,
                (rules, rules));
            foreach (var page in own)
            {
                yield return new LimitRow(
                    "free priorities before the rules that a page has to precede",
                    $"{resource.Label} in {resource.Region} of {resource.Account}",
                    PageRules.FreePlaces(listener.Seen, page),
                    0,
                    RulesOf(page),
                    RulesOf(page),
                    "rules of the listener",
                    "give the listener's rules larger priorities, so that there is room before them")
                {
                    // One place that is needed and there is enough: a share of places says nothing.
                    IsEstimate = true,
                };
            }
        }
    }

    /// <summary>The page, and the rule that lets operators through.</summary>
    private static int RulesOf(StepAction.MaintenanceOn page) => page.Bypass is null ? 1 : 2;
}
