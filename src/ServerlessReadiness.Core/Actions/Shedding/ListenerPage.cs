using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>
/// A maintenance page as rules of a listener. What is ours is known by its tag, so a page is found again after a crash
/// and never made twice.
/// </summary>
/// <remarks>
/// | the listener shows | made by this step | move |
/// |---|---|---|
/// | bypass and page | any | done |
/// | not all of it | nothing of that kind | make it in front of every rule that would serve its requests, or refuse |
/// | not all of it | once | assert it once more: another controller deleted it |
/// | not all of it | twice | fail: a fight |
/// </remarks>
internal static class ListenerPage
{
    /// <summary>The rule itself and one re-assertion.</summary>
    private const int WritesMax = 2;

    public static ActionMove PutUp(StepContext context, Resource.Listener resource)
    {
        var action = (StepAction.MaintenanceOn)context.Step.Step.Do;
        if (action.Page is not { } page)
        {
            return new ActionMove.Refuse($"the step says no page for {resource.Label}; give it one");
        }

        if (Forbidden(action, page) is { } wrong)
        {
            return new ActionMove.Refuse($"{resource.Label} cannot carry the page: {wrong}; correct the step");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Listener is not { } listener)
        {
            return context.Blind($"the rules of {resource.Label}");
        }

        if (action.Bypass is not null && listener.DefaultTargets.Count == 0)
        {
            return new ActionMove.Refuse(
                $"the default rule of {resource.Label} forwards to no target group, so the bypass header "
                    + $"{action.Bypass} could let nobody through; leave bypass out of the step");
        }

        var wanted = PageRules.Wanted(action, context.Run.Id, listener);
        if (IsNoLongerWanted(context, wanted))
        {
            return new ActionMove.Done($"the page was taken off {resource.Label} since, so it is not asserted again");
        }

        var missing = wanted.FirstOrDefault(w => PageRules.Find(listener, w) is null);
        return missing is null
            ? Up(context, resource, listener, wanted)
            : Make(context, resource, listener, wanted, missing);
    }

    /// <summary>Takes off every rule of ours, pages first, whichever run put it up.</summary>
    public static ActionMove TakeOff(StepContext context, Resource.Listener resource) =>
        context.AfterFailure(undoing: false)
        ?? (context.Seen.Listener is { } listener
            ? Remove(
                context,
                resource,
                [.. listener.Rules.Where(r => r.Owner is not null)],
                undoing: false,
                $"no page of ours is up on {resource.Label}; what it turned away is not counted, so how much load "
                    + $"comes now is not known. {PageTerms.CdnWords}")
            : context.Blind($"the rules of {resource.Label}"));

    /// <summary>Takes off what the step itself put up; a page that it found is left to whoever put it up.</summary>
    public static ActionMove TakeBack(StepContext context, Resource.Listener resource)
    {
        if (!context.Did<Change.CreateListenerRule>(undoing: false))
        {
            return new ActionMove.Done("no page was put up");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        if (context.Seen.Listener is not { } listener)
        {
            return context.Blind($"the rules of {resource.Label}");
        }

        var wanted = PageRules.Wanted((StepAction.MaintenanceOn)context.Step.Step.Do, context.Run.Id, listener);
        var ours = listener.Rules
            .Where(r => r.Owner == context.Run.Id.Value && wanted.Exists(r.DoesTheSame))
            .ToList();
        return Remove(context, resource, ours, undoing: true, $"the page is off {resource.Label} again");
    }

    /// <summary>
    /// A run that asserts a page again was decided on before; whoever took the page off meanwhile has the last word.
    /// </summary>
    private static bool IsNoLongerWanted(StepContext context, List<ListenerRule> wanted) =>
        context.Run.Runbook == PageWatch.RunbookName && context.Seen.Record is { } record
        && !record.Pages.Any(p => wanted.Exists(p.DoesTheSame));

    private static string? Forbidden(StepAction.MaintenanceOn action, FixedPage page) =>
        page.Body.Length > FixedPage.BodyLengthMax
            ? $"its body has {page.Body.Length} characters, and a fixed response takes {FixedPage.BodyLengthMax}"
            : PageTerms.Refusal(action.Hosts, action.Paths, action.Bypass);

    private static ActionMove Make(
        StepContext context,
        Resource.Listener resource,
        ListenerSnapshot listener,
        List<ListenerRule> wanted,
        ListenerRule missing)
    {
        var writes = context.DoneEffects<Change.CreateListenerRule>(undoing: false)
            .Where(e => ((Change.CreateListenerRule)e.Change).Rule.DoesTheSame(missing))
            .ToList();
        if (writes.Count > 0 && context.Now < StepFacts.EndOf(writes[^1]) + StepFacts.LookSoon)
        {
            // A read just after a write may still be the old one; that is nobody's fault and no fight.
            return new ActionMove.Wait(
                StepFacts.EndOf(writes[^1]) + StepFacts.LookSoon - context.Now,
                $"waits until {resource.Label} shows {((Change.CreateListenerRule)writes[^1].Change).Rule}");
        }

        var what = missing.Page is null ? "bypass" : "page";
        if (writes.Count >= WritesMax)
        {
            return new ActionMove.Fail(
                $"the {what} rule on {resource.Label} was deleted a second time: a fight between writers. Find which "
                    + "controller owns the listener's rules (an Ingress, Terraform), stop it, then start the runbook "
                    + "again.");
        }

        var (rule, inTheWay) = PageRules.Place(listener, wanted, missing);
        return rule is null
            ? new ActionMove.Refuse(NoRoom(resource, wanted, inTheWay))
            : new ActionMove.Perform(
                new Change.CreateListenerRule(rule),
                (writes.Count == 0
                    ? ""
                    : $"someone deleted the {what} rule on {resource.Label}, so it is asserted once more: ")
                    + Why(resource, rule));
    }

    private static string NoRoom(Resource.Listener resource, List<ListenerRule> wanted, ListenerRule? inTheWay) =>
        $"{resource.Label} has no {(wanted.Count == 1 ? "free priority" : "two free priorities")} before rule "
        + $"{inTheWay?.Priority}{(inTheWay?.Owner is null ? "" : " of ours")}, which serves these requests; give that "
        + "rule a larger number, then start the runbook again";

    private static string Why(Resource.Listener resource, ListenerRule rule) => rule.Page is null
        ? $"requests to {Where(rule)} of {resource.Label} with the header {rule.Header} go on to its default targets"
        : $"{resource.Label} answers requests to {Where(rule)} with status {rule.Page.Status}; {PageTerms.CdnWords}";

    private static string Where(ListenerRule rule) => (rule.Hosts.Count, rule.Paths.Count) switch
    {
        (0, 0) => "everything",
        (_, 0) => string.Join(", ", rule.Hosts),
        (0, _) => string.Join(", ", rule.Paths),
        _ => $"{string.Join(", ", rule.Paths)} of {string.Join(", ", rule.Hosts)}",
    };

    private static ActionMove.Done Up(
        StepContext context,
        Resource.Listener resource,
        ListenerSnapshot listener,
        List<ListenerRule> wanted)
    {
        var rules = wanted.Select(w => PageRules.Find(listener, w)!).ToList();
        var found = rules.TrueForAll(r => r.Owner == context.Run.Id.Value)
            ? ""
            : $", put up by run {rules.First(r => r.Owner != context.Run.Id.Value).Owner}";
        return new ActionMove.Done($"{resource.Label} shows {string.Join(" and ", rules)}{found}");
    }

    private static ActionMove Remove(
        StepContext context,
        Resource.Listener resource,
        List<ListenerRule> ours,
        bool undoing,
        string done)
    {
        // Operators keep their way in until the last page is gone.
        if (ours.OrderBy(r => r.Page is null).FirstOrDefault() is not { } next)
        {
            return new ActionMove.Done(done);
        }

        var writes = context.DoneEffects<Change.DeleteListenerRule>(undoing)
            .Where(e => ((Change.DeleteListenerRule)e.Change).Rule.Arn == next.Arn)
            .ToList();
        return writes switch
        {
            [] => new ActionMove.Perform(
                new Change.DeleteListenerRule(next),
                $"{next} of run {next.Owner} comes off {resource.Label}"),
            [.., { } last] when context.Now < StepFacts.EndOf(last) + StepFacts.ShowsWithin => new ActionMove.Wait(
                StepFacts.LookSoon,
                $"waits until {resource.Label} no longer shows {next}"),
            { Count: < WritesMax } => new ActionMove.Perform(
                new Change.DeleteListenerRule(next),
                $"{resource.Label} still shows {next}, so it is removed once more"),
            _ => new ActionMove.Fail(
                $"{resource.Label} still shows {next} after {writes.Count} removals; remove it by hand, then look who "
                    + "keeps it there"),
        };
    }
}
