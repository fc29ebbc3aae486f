using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// Commits a decision of the phases: what is remembered, the runs that start, issues, pages and journal lines. Every
/// such commit names the version of the remembered document, so of two overlapping beats one loses and starts nothing.
/// </summary>
internal sealed class PhaseCommit(IStateStore store, JournalWriter journal, RunWrites runWrites, Pages pages, Ids ids)
{
    /// <summary>Lines beyond this many are told in one, so that a large plan's commit stays within bounds.</summary>
    private const int LinesMax = 30;

    private const int WritesOfOneCommitMax = StateLimits.CommitWritesMax - 5;

    private readonly IssueBook _issues = new(store, journal, pages, runWrites, ids);

    /// <param name="record">The event.</param>
    /// <param name="documents">What is remembered; its first write is the one that a race is decided by.</param>
    /// <param name="wishes">What the decision wants beside.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether this process's decision stands; false when another was first.</returns>
    public async Task<bool> CommitAsync(
        EventRecord record,
        IReadOnlyList<StateWrite> documents,
        PhaseWishes wishes,
        CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
        {
            return true;
        }

        var now = record.Now;
        var issues = wishes.Issues.Count == 0
            ? []
            : await _issues.WritesAsync(record, wishes.Issues, cancellationToken);
        List<StateWrite> writes =
        [
            .. documents,
            .. wishes.Runs.Select(run => Start(record, run)),
            .. Lines(record, wishes.Says).Select(journal.Line),
            .. wishes.Says.Where(s => s.Pages).SelectMany(s => runWrites.Of(Page(record, s, now))),
            .. issues,
        ];
        var first = writes.Take(WritesOfOneCommitMax).ToList();
        if (await store.CommitAsync(first, cancellationToken) is not SaveOutcome.Saved)
        {
            return false;
        }

        foreach (var rest in writes.Skip(first.Count).Chunk(WritesOfOneCommitMax))
        {
            await store.CommitAsync(rest, cancellationToken);
        }

        return true;
    }

    /// <summary>The run of a wish, due at once: Clock hands it to Executor in this very beat.</summary>
    private static StateWrite.Put Start(EventRecord record, RunWish wish)
    {
        var run = Run.Start(
            record.Open.Id,
            wish.Id,
            wish.Runbook,
            wish.Component,
            null,
            record.Head.Value.PlanVersion,
            wish.Trigger,
            record.Now) with { Reason = wish.Reason };
        return StateKeys.Run(run.Event, run.Id).Put(run, 0, run.DueAt);
    }

    private static IEnumerable<JournalEntry> Lines(EventRecord record, IReadOnlyList<Said> says)
    {
        var kept = says.Count > LinesMax ? says.Take(LinesMax - 1) : says;
        foreach (var said in kept)
        {
            yield return Line(record, said);
        }

        if (says.Count > LinesMax)
        {
            var rest = says.Skip(LinesMax - 1).ToList();
            var text = string.Join("; ", rest.Select(s => s.Reason));
            yield return Line(record, new Said(JournalKind.Decision, $"{rest.Count} more", text));
        }
    }

    private static JournalEntry Line(EventRecord record, Said said) => new(
        record.Open.Id,
        record.Now,
        said.Kind,
        said.Verdict,
        said.Reason,
        said.Component,
        Cause: "clock");

    private RunInHand Page(EventRecord record, Said said, DateTimeOffset now) => PageNow(
        pages,
        record,
        said.Component is { } name ? record.Plan.FindComponent(name) : null,
        said.Verdict,
        said.Reason,
        now);

    /// <summary>A page that Clock hands over in this very beat.</summary>
    internal static RunInHand PageNow(
        Pages pages,
        EventRecord record,
        Component? component,
        string verdict,
        string reason,
        DateTimeOffset now)
    {
        var page = pages.About(
            record.Open.Id,
            record.Head.Value.PlanVersion,
            component,
            new RunTrigger.ByPlan("clock"),
            verdict,
            reason,
            now);
        return page with { Run = page.Run with { DueAt = now } };
    }
}
