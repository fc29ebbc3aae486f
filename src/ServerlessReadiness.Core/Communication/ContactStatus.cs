using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Communication;

/// <summary>A contact with what they said.</summary>
/// <param name="Contact">As the plan has them.</param>
/// <param name="Record">What is known; null for nothing.</param>
public sealed record ContactStatus(Contact Contact, ContactRecord? Record)
{
    public ContactAnswer Answer => Record?.Answer ?? ContactAnswer.None;

    /// <summary>In one word: confirmed, declined, late, asked, not asked yet; not asked for where nobody wants to know.
    /// </summary>
    public string WordAt(DateTimeOffset now) => this switch
    {
        { Answer: ContactAnswer.Confirmed } => "confirmed",
        { Answer: ContactAnswer.Declined } => "declined",
        { Contact.Confirm: null } => "not asked for",
        { Contact.Confirm: { } by } when now >= by => "late",
        { Record.AskedAt: not null } => "asked",
        _ => "not asked yet",
    };
}
