using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Communication;

/// <summary>
/// Asks contacts whether they are available, and makes an issue of those who are not, or do not say. What it needs is
/// read with the event; a minute in which nothing is due costs nothing.
/// </summary>
internal sealed class ContactJob(PhaseCommit commit, Pages pages, RunWrites writes)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var looked = record.Plan.Contacts
            .Where(c => c.Confirm is not null)
            .Select(c => Look(record, c))
            .ToList();
        var due = looked.Where(l => l.Verdict != ConfirmationVerdict.Nothing).ToList();
        if (due.Count == 0)
        {
            return;
        }

        StateWrite[] documents =
        [
            .. due.Select(l => l.Key.Put(l.Next, l.Version)),
            .. due.Where(l => l.Verdict is ConfirmationVerdict.Ask or ConfirmationVerdict.Remind or ConfirmationVerdict.Late)
                .SelectMany(l => writes.Of(Letter(record, l.Contact, l.Verdict))),
        ];
        var isNews = due.Any(l => l.Verdict is ConfirmationVerdict.Late or ConfirmationVerdict.Missing
            or ConfirmationVerdict.Found);
        var wishes = isNews ? PhaseWishes.None with { Issues = [WishOf(looked)] } : PhaseWishes.None;
        await commit.CommitAsync(record, documents, wishes, cancellationToken);
    }

    private static Looked Look(EventRecord record, Contact contact)
    {
        var key = StateKeys.Contact(record.Open.Id, contact.Name);
        var (known, version) = record.Find(key);
        var (verdict, next) = ConfirmationDecider.Decide(record.Open.Id, contact, known, record.Now);
        return new Looked(contact, key, version, verdict, next);
    }

    private static IssueWish WishOf(IReadOnlyList<Looked> looked)
    {
        var missing = looked.Where(l => l.Next.Counts).ToList();
        if (missing.Count == 0)
        {
            return new IssueWish.Close(null, IssueKind.ContactUnconfirmed, "every contact has confirmed");
        }

        var names = missing.Select(l => $"{l.Contact.Name} ({l.Contact.Role}): "
            + (l.Next.Answer == ContactAnswer.Declined ? $"not available, {l.Next.Reason}" : "no answer"));
        return new IssueWish.Open(
            null,
            IssueKind.ContactUnconfirmed,
            $"{missing.Count} contact(s) are not confirmed: {string.Join("; ", names)}",
            "Find somebody in their place and put them into the plan, or have them confirm; "
            + "see readiness contacts list",

            // Another one missing is news, and the issue's words name all of them.
            PagesAgainAfter: TimeSpan.Zero);
    }

    private RunInHand Letter(EventRecord record, Contact contact, ConfirmationVerdict verdict) => pages.To(
        record.Open.Id,
        record.Plan,
        record.Head.Value.PlanVersion,
        contact,
        $"availability of {contact.Name}",
        Gravity.Plain,
        language => Letters.Ask(record.Plan, contact, verdict, language),
        record.Now);

    private sealed record Looked(
        Contact Contact,
        StateKey<ContactRecord> Key,
        long Version,
        ConfirmationVerdict Verdict,
        ContactRecord Next);
}
