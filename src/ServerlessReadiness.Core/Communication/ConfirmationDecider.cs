using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Communication;

/// <summary>When contacts are asked whether they are available, and when their silence becomes an issue.</summary>
public static class ConfirmationDecider
{
    /// <summary>They are asked so long before they have to have answered.</summary>
    public static readonly TimeSpan AskBefore = TimeSpan.FromDays(7);

    /// <summary>And reminded so long before.</summary>
    public static readonly TimeSpan RemindBefore = TimeSpan.FromDays(1);

    /// <summary>What is due, and what is remembered then.</summary>
    public static (ConfirmationVerdict Verdict, ContactRecord Next) Decide(
        EventId eventId,
        Contact contact,
        ContactRecord? known,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var record = known ?? ContactRecord.New(eventId, contact.Name);
        return (contact.Confirm, record.Answer, record) switch
        {
            (null, _, { Counts: true }) => (ConfirmationVerdict.Found, record with { Counts = false }),
            (null, _, _) => (ConfirmationVerdict.Nothing, record),
            (_, ContactAnswer.Confirmed, { Counts: true }) =>
                (ConfirmationVerdict.Found, record with { Counts = false }),
            (_, ContactAnswer.Confirmed, _) => (ConfirmationVerdict.Nothing, record),
            (_, ContactAnswer.Declined, { Counts: false }) =>
                (ConfirmationVerdict.Missing, record with { Counts = true }),
            (_, ContactAnswer.Declined, _) => (ConfirmationVerdict.Nothing, record),
            ({ } by, _, { LateAt: null }) when now >= by => (
                ConfirmationVerdict.Late,
                record with { AskedAt = record.AskedAt ?? now, LateAt = now, Counts = true }),
            ({ } by, _, { LateAt: not null, Counts: true }) when now < by =>
                (ConfirmationVerdict.Found, record with { LateAt = null, Counts = false }),
            ({ } by, _, { AskedAt: null }) when now >= by - AskBefore =>
                (ConfirmationVerdict.Ask, record with { AskedAt = now }),

            // Whoever was asked within the last day needs no reminder.
            ({ } by, _, { AskedAt: { } asked, RemindedAt: null }) when now >= by - RemindBefore && now < by
                && asked < by - RemindBefore => (ConfirmationVerdict.Remind, record with { RemindedAt = now }),
            _ => (ConfirmationVerdict.Nothing, record),
        };
    }
}
