using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>
/// Watches over a page that is up. A controller that owns a listener's rules (an Ingress, Terraform) deletes those that
/// it does not know: once they are asserted again, the second time a person must end it.
/// </summary>
/// <remarks>
/// | asked, in this order | decision |
/// |---|---|
/// | nothing of ours is to be up, on hold, a run not over, or not readable | Stays |
/// | all rules are there | Stays |
/// | rules missing, mode not act | Withheld: said once |
/// | rules missing, asserted within the window | Fight: hold, issue |
/// | rules missing | Reasserts: run, page |
/// </remarks>
public static class PageWatch
{
    /// <summary>A second deletion within this time is a fight between writers.</summary>
    public static readonly TimeSpan FightWindow = TimeSpan.FromMinutes(15);

    public static readonly RunbookName RunbookName = RunbookName.Parse("page-again");

    private static readonly TimeSpan StepTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Whether there is anything to watch over.</summary>
    public static bool Watches(ComponentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts is { Component.Resource: Resource.Listener, Resource.Pages.Count: > 0 };
    }

    public static PageDecision Decide(
        EventHead head,
        ComponentFacts facts,
        ListenerSnapshot? seen,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(nextId);

        // Also a lease that ran out stands for a run that is not over: it is taken up again and sees to its rules.
        if (!Watches(facts) || facts.Hold is not null || facts.Resource!.Lease is not null || seen is null)
        {
            return PageDecision.Stays;
        }

        var record = facts.Resource;
        var missing = record.Pages
            .Where(p => !seen.Rules.Any(r => r.Owner is not null && r.DoesTheSame(p)))
            .ToList();
        if (missing.Count == 0)
        {
            return PageDecision.Stays;
        }

        var found = $"someone deleted {string.Join(" and ", missing)} of ours from {facts.Component.Resource.Label}";
        var lost = record.PageLoss;
        return (head.Mode, lost?.Run is not null && now - lost.At < FightWindow) switch
        {
            (AutomationMode.Observe or AutomationMode.Paused, _) => Withhold(head, facts, record, found, now),
            (AutomationMode.Act, true) => Fight(facts, record, found, now),
            (AutomationMode.Act, false) => Reassert(facts, record, missing, found, nextId, now),
            _ => throw new UnreachableException($"No row for {head.Mode}."),
        };
    }

    /// <summary>Puts the pages up again that these rules belong to, with the bypass of each.</summary>
    public static Runbook Again(EquatableList<ListenerRule> pages, IReadOnlyCollection<ListenerRule> missing)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(missing);
        var steps = pages
            .Where(p => p.Page is not null)
            .Select(p => (Page: p, Bypass: pages.FirstOrDefault(b => IsBypassOf(b, p))))
            .Where(p => missing.Contains(p.Page) || (p.Bypass is not null && missing.Contains(p.Bypass)))
            .Select((p, i) => new RunbookStep(
                $"page-{i + 1}",
                new StepAction.MaintenanceOn(p.Page.Page, p.Page.Hosts, p.Page.Paths, p.Bypass?.Header),
                StepTimeout));
        return new Runbook(RunbookName, EquatableList.From(steps));
    }

    private static bool IsBypassOf(ListenerRule rule, ListenerRule page) =>
        rule is { Page: null, Header: not null } && (rule with { Page = page.Page, Header = null }).DoesTheSame(page);

    private static PageDecision Reassert(
        ComponentFacts facts,
        ResourceState record,
        List<ListenerRule> missing,
        string found,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var reason = $"{found}, so it is asserted once more";
        var runbook = Again(record.Pages, missing);
        if (runbook.Steps.Count == 0)
        {
            // A bypass without its page keeps nobody out, and nobody needs it.
            return PageDecision.Stays;
        }

        var run = new RunWish(nextId(), facts.Component.Name, runbook, new RunTrigger.ByPlan("page held"), reason);
        return new PageDecision(
            PageVerdict.Reasserts,
            record with { PageLoss = new PageLoss(now, run.Id) },
            run,
            null,
            [],
            Line(PageVerdict.Reasserts, facts, reason, pages: true));
    }

    private static PageDecision Fight(ComponentFacts facts, ResourceState record, string found, DateTimeOffset now)
    {
        var component = facts.Component.Name;
        var reason = $"{found}, a second time within {FightWindow.TotalMinutes:0} min: a fight between writers";
        return new PageDecision(
            PageVerdict.Fight,
            record with { PageLoss = record.PageLoss! with { At = now } },
            null,
            new Hold(reason, now, null),
            [
                new IssueWish.Open(
                    component,
                    IssueKind.PageFight,
                    reason,
                    "stop the controller that owns the listener's rules, then: readiness resume " + component),
            ],
            Line(PageVerdict.Fight, facts, reason, pages: false));
    }

    private static PageDecision Withhold(
        EventHead head,
        ComponentFacts facts,
        ResourceState record,
        string found,
        DateTimeOffset now) => record.PageLoss is { Run: null }
        ? PageDecision.Stays
        : new PageDecision(
            PageVerdict.Withheld,
            record with { PageLoss = new PageLoss(now, null) },
            null,
            null,
            [],
            Line(
                PageVerdict.Withheld,
                facts,
                $"{found}; automation is set to {head.Mode}, so it is not asserted again",
                pages: true));

    private static Said Line(PageVerdict verdict, ComponentFacts facts, string reason, bool pages) =>
        new(JournalKind.Decision, $"page {verdict}", reason, facts.Component.Name, pages);
}
