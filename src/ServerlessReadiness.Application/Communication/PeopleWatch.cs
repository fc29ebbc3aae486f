using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Communication;

/// <summary>
/// What is due towards people: the next step of an escalation, and digests whose window is over. Both wait in the table
/// with their instant, so a minute without any costs nothing.
/// </summary>
public sealed class PeopleWatch(
    IStateStore store,
    JournalWriter journal,
    RunWrites writes,
    Pages pages,
    IRunDispatcher dispatcher,
    TimeProvider time)
{
    public static bool Handles(StateAddress address) =>
        address.Sk == StateKeys.DigestSk
        || address.Sk.StartsWith(StateKeys.EscalationPrefix, StringComparison.Ordinal);

    /// <exception cref="PortException">The document cannot be read, or the table cannot be reached.</exception>
    public Task TakeUpAsync(
        StateDocument document,
        IReadOnlyList<OpenEvent> open,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var one = open.FirstOrDefault(o => StateKeys.EventPk(o.Id) == document.Address.Pk);
        return document.Address.Sk == StateKeys.DigestSk
            ? SendAsync(
                StateView.Parse(document, new StateKey<PageDigest>(document.Address, StateJson.Default.PageDigest)),
                document.Version,
                one,
                cancellationToken)
            : ClimbAsync(
                StateView.Parse(
                    document,
                    new StateKey<EscalationRecord>(document.Address, StateJson.Default.EscalationRecord)),
                document.Version,
                one,
                cancellationToken);
    }

    private async Task SendAsync(
        PageDigest digest,
        long version,
        OpenEvent? open,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = StateKeys.Digest(digest.Event);
        if (digest.Waiting == 0)
        {
            await store.CommitAsync([key.Put(digest, version)], cancellationToken);
            return;
        }

        var letter = Letters.Digest(
            digest,
            open is null ? new PlanClocks([]) : new PlanClocks(open.Plan),
            open?.Plan.Name ?? digest.Event.Value,
            now);
        var page = pages.To(
            digest.Event,
            null,
            open?.Listing.PlanVersion ?? 0,
            null,
            "digest",
            Gravity.Urgent,
            _ => letter,
            now);
        await SendAsync(page, [key.Put(DigestDecider.AfterLeaving(digest, now), version)], cancellationToken);
    }

    private async Task ClimbAsync(
        EscalationRecord record,
        long version,
        OpenEvent? open,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = StateKeys.Escalation(record.Event, record.Subject);
        var head = (await store.FindAsync(StateKeys.Head(record.Event), cancellationToken)).Value;
        if (open is null || head is null
            || await SubjectAsync(record, open.Plan, cancellationToken) is not { } subject)
        {
            var over = record with { Over = "the event is over, or what it was about is gone" };
            await store.CommitAsync([key.Put(over, version, null, now + EscalationRecord.KeptFor)], cancellationToken);
            return;
        }

        var decision = EscalationDecider.Decide(
            record,
            subject.Need,
            subject.Why,
            EscalationLadder.Of(open.Plan, head.Phase, subject.Scenarios),
            open.Plan.Escalation.RepeatEvery,
            now);
        DateTimeOffset? expiresAt = decision.LookAt is null ? now + EscalationRecord.KeptFor : null;
        var put = key.Put(decision.Next, version, decision.LookAt, expiresAt);
        if (decision.Tell is not { } step)
        {
            // Waiting is no news, and an end only where somebody was told.
            StateWrite[] line = decision.LookAt is null && record.ToldAt is not null
                ? [journal.Line(Line(record, subject, "escalation over", decision.Reason, now))]
                : [];
            await store.CommitAsync([put, .. line], cancellationToken);
            return;
        }

        IReadOnlyList<Contact?> told = step.Contacts.Count == 0 ? [null] : [.. step.Contacts];
        var runs = told.Select(c => pages.To(
            record.Event,
            open.Plan,
            head.PlanVersion,
            c,
            "escalation",
            Gravity.Urgent,
            language => Letters.Escalate(open.Plan, record, subject, language, now),
            now)).ToList();
        await SendAsync(
            runs,
            [put, journal.Line(Line(record, subject, "escalated", $"{subject.What}: {decision.Reason}", now))],
            cancellationToken);
    }

    private async Task<EscalationSubject?> SubjectAsync(
        EscalationRecord record,
        CompiledPlan plan,
        CancellationToken cancellationToken)
    {
        if (record.IsRun)
        {
            var run = (await store.FindAsync(StateKeys.Run(record.Event, record.Subject), cancellationToken)).Value;
            return run is null ? null : EscalationSubject.Of(plan, run);
        }

        var issue = (await store.FindAsync(StateKeys.Issue(record.Event, record.Subject), cancellationToken)).Value;
        return issue is null ? null : EscalationSubject.Of(issue);
    }

    private Task SendAsync(RunInHand page, IReadOnlyList<StateWrite> beside, CancellationToken cancellationToken) =>
        SendAsync([page], beside, cancellationToken);

    /// <summary>Commits the pages with what they come from, and hands them over. A lost race has another beat's page.
    /// </summary>
    private async Task SendAsync(
        IReadOnlyList<RunInHand> messages,
        IReadOnlyList<StateWrite> beside,
        CancellationToken cancellationToken)
    {
        if (await store.CommitAsync([.. beside, .. messages.SelectMany(writes.Of)], cancellationToken)
            is not SaveOutcome.Saved)
        {
            return;
        }

        foreach (var page in messages)
        {
            // What cannot be handed over now is due, so the next beat does it.
            await dispatcher.DispatchAsync(page.Run.Event, page.Run.Id, cancellationToken);
        }
    }

    private static JournalEntry Line(
        EscalationRecord record,
        EscalationSubject subject,
        string verdict,
        string reason,
        DateTimeOffset now) => new(
        record.Event,
        now,
        JournalKind.Page,
        verdict,
        reason,
        subject.Component is { } name && ComponentName.TryParse(name, out var component) ? component : null,
        Run: record.IsRun ? record.Subject : null,
        Cause: record.IsRun ? $"run {record.Subject}" : $"issue {record.Subject}");
}
