using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a person should know of a plan's maintenance pages.</summary>
internal static class PageNotices
{
    private const int ErrorsFrom = 400;

    public static IEnumerable<PlanProblem> Of(CompiledPlan plan) => plan.Runbooks
        .SelectMany((runbook, r) =>
            runbook.Steps.Select((step, s) => (step, Path: $"runbooks[{r}].steps[{s}].do.page")))
        .Where(p => p.step.Do is StepAction.MaintenanceOn { Page: not null })
        .Select(p => Cached(((StepAction.MaintenanceOn)p.step.Do).Page!, p.Path));

    private static PlanProblem Cached(FixedPage page, string path) => page.Status >= ErrorsFrom
        ? new(
            path,
            $"a load balancer's page carries no Cache-Control: {PageTerms.CdnWords}",
            $"set the error caching of status {page.Status} in the distribution to what you can bear")
        : new(
            path,
            $"a page with status {page.Status} and no Cache-Control is kept by a CDN as long as any answer, by "
                + "CloudFront for its default TTL of 24 h",
            "use 503, which is kept for seconds");
}
