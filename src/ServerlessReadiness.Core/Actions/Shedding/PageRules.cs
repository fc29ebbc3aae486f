using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>Which rules a page consists of, which of a listener's are they, and where in the order they go.</summary>
internal static class PageRules
{
    /// <summary>
    /// What the action wants, in the order in which it is made: operators are let through before anybody is kept out.
    /// Priorities are still open.
    /// </summary>
    public static List<ListenerRule> Wanted(StepAction.MaintenanceOn action, RunId run, ListenerSnapshot listener)
    {
        // A rule for every path reads as one without paths.
        EquatableList<string> paths = action.Paths is ["*"] or ["/*"] ? [] : action.Paths;
        var page = new ListenerRule("", 0, action.Hosts, paths, action.Page) { Owner = run.Value };
        return action.Bypass is { } header
            ? [page with { Page = null, Header = header, Targets = listener.DefaultTargets }, page]
            : [page];
    }

    /// <summary>The rule of ours that does what is wanted; null when there is none.</summary>
    public static ListenerRule? Find(ListenerSnapshot listener, ListenerRule wanted) =>
        listener.Rules.FirstOrDefault(r => r.Owner is not null && r.DoesTheSame(wanted));

    /// <summary>
    /// The missing rule with a priority in front of every rule that would serve its requests, and in an order in which
    /// the bypass comes before the page. The highest such priorities are taken, which leaves room in front.
    /// </summary>
    /// <returns>Null when there is no room; then the rule in the way is the second value.</returns>
    public static (ListenerRule? Rule, ListenerRule? InTheWay) Place(
        ListenerSnapshot listener,
        IReadOnlyList<ListenerRule> wanted,
        ListenerRule missing)
    {
        var present = wanted.Select(w => Find(listener, w)).OfType<ListenerRule>().ToList();
        var inTheWay = listener.Rules
            .Where(r => !present.Contains(r) && Overlap(r, missing))
            .MinBy(r => r.Priority);
        var page = present.FirstOrDefault(r => r.Page is not null);
        var bypass = present.FirstOrDefault(r => r.Page is null);
        var before = Math.Min(inTheWay?.Priority ?? int.MaxValue, page?.Priority ?? PageTerms.PriorityMax + 1);
        var after = missing.Page is null ? 0 : bypass?.Priority ?? 0;

        // A bypass that is made first leaves the nearest place to the page that follows it.
        var skip = missing.Page is null && page is null ? 1 : 0;
        var taken = listener.Rules.Select(r => r.Priority).ToHashSet();
        var free = Enumerable.Range(1, PageTerms.PriorityMax)
            .Where(p => p < before && p > after && !taken.Contains(p))
            .TakeLast(skip + 1)
            .ToList();
        return free.Count == skip + 1
            ? (missing with { Priority = free[0] }, null)
            : (null, inTheWay ?? page);
    }

    /// <summary>Free priorities in front of every rule that would serve the page's requests.</summary>
    public static int FreePlaces(ListenerSnapshot listener, StepAction.MaintenanceOn action)
    {
        EquatableList<string> paths = action.Paths is ["*"] or ["/*"] ? [] : action.Paths;
        var page = new ListenerRule("", 0, action.Hosts, paths, action.Page);
        var before = listener.Rules
            .Where(r => r.Owner is null && Overlap(r, page))
            .Select(r => r.Priority)
            .DefaultIfEmpty(PageTerms.PriorityMax + 1)
            .Min();
        return before - 1 - listener.Rules.Count(r => r.Owner is null && r.Priority < before);
    }

    // Conditions that are not read, such as on methods, only narrow a rule: it may still serve these requests.
    private static bool Overlap(ListenerRule left, ListenerRule right) =>
        Patterns.CanBothFit(left.Hosts, right.Hosts, StringComparison.OrdinalIgnoreCase)
        && Patterns.CanBothFit(left.Paths, right.Paths, StringComparison.Ordinal);
}
