using System.Diagnostics;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// Opens and closes issues: one is open per component and kind, and each tells people as often as asked.
/// </summary>
internal sealed class IssueBook(IStateStore store, JournalWriter journal, Pages pages, RunWrites runWrites, Ids ids)
{
    /// <summary>The writes that the wishes lead to, given the issues that there are.</summary>
    public async Task<IReadOnlyList<StateWrite>> WritesAsync(
        EventRecord record,
        IReadOnlyList<IssueWish> wishes,
        CancellationToken cancellationToken)
    {
        var known = await store.ListAsync(
            StateKeys.EventPk(record.Open.Id),
            StateKeys.IssuePrefix,
            StateJson.Default.Issue,
            cancellationToken);
        var open = known.Where(i => i.Value.IsOpen)
            .GroupBy(i => (i.Value.Component, i.Value.Kind))
            .ToDictionary(g => g.Key, g => g.First());
        var writes = new List<StateWrite>();

        // Of several wishes about one issue the last counts: an issue is written once in a commit.
        foreach (var wish in wishes.Reverse().DistinctBy(w => (w.Component, w.Kind)).Reverse())
        {
            var present = open.GetValueOrDefault((wish.Component, wish.Kind));
            writes.AddRange(wish switch
            {
                IssueWish.Open asked => Open(record, asked, present),
                IssueWish.Close over => Close(record, over, present),
                _ => throw new UnreachableException($"No row for {wish.GetType().Name}."),
            });
        }

        return writes;
    }

    private IEnumerable<StateWrite> Open(EventRecord record, IssueWish.Open asked, Versioned<Issue> present)
    {
        var now = record.Now;
        var isNew = present.Value is null;
        var pageIsDue = isNew
            ? asked.Pages
            : asked.PagesAgainAfter is { } after && !(now - present.Value!.PagedAt < after);
        if (!isNew && !pageIsDue)
        {
            yield break;
        }

        var issue = (present.Value ?? new Issue(
            record.Open.Id,
            ids.Next(),
            asked.Component,
            asked.Kind,
            asked.Summary,
            asked.PlanOfAction,
            null,
            asked.ExpectedBy,
            now,
            null,
            null)) with { Summary = asked.Summary, ExpectedBy = asked.ExpectedBy };
        issue = pageIsDue ? issue with { PagedAt = now } : issue;
        yield return StateKeys.Issue(issue.Event, issue.Id).Put(issue, present.Version);
        if (isNew)
        {
            if (EscalationLadder.IsFor(issue))
            {
                yield return StateKeys.Escalation(issue.Event, issue.Id)
                    .Put(EscalationRecord.Begin(issue.Event, issue.Id, isRun: false, now), 0, now);
            }

            yield return Line(record, $"issue {asked.Kind}", asked.Summary, asked.Component);
        }

        if (pageIsDue)
        {
            var component = asked.Component is { } name ? record.Plan.FindComponent(name) : null;
            var page = PhaseCommit.PageNow(
                pages,
                record,
                component,
                asked.Kind.ToString(),
                $"{asked.Summary}. {asked.PlanOfAction}",
                now);
            foreach (var write in runWrites.Of(page))
            {
                yield return write;
            }
        }
    }

    private IEnumerable<StateWrite> Close(EventRecord record, IssueWish.Close over, Versioned<Issue> present)
    {
        if (present.Value is not { } issue)
        {
            yield break;
        }

        var closed = issue with { ClosedAt = record.Now };
        yield return StateKeys.Issue(issue.Event, issue.Id).Put(closed, present.Version);
        yield return Line(record, $"issue {over.Kind} over", over.Why, over.Component);
    }

    private StateWrite.Put Line(EventRecord record, string verdict, string reason, ComponentName? component) =>
        journal.Line(new JournalEntry(
            record.Open.Id,
            record.Now,
            JournalKind.Progress,
            verdict,
            reason,
            component,
            Cause: "clock"));
}
