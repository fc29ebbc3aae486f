using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Communication;

/// <summary>Whether a contact is available, as far as they said.</summary>
/// <param name="Event">The event.</param>
/// <param name="Name">The contact's name in the plan.</param>
/// <param name="AskedAt">When they were asked; null for not yet.</param>
/// <param name="RemindedAt">When they were reminded.</param>
/// <param name="LateAt">When they were told that it is late.</param>
/// <param name="Answer">What they said.</param>
/// <param name="By">Who said it.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Reason">In their words.</param>
/// <param name="Counts">Whether the open issue counts them among those who are missing.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ContactRecord(
    EventId Event,
    string Name,
    DateTimeOffset? AskedAt,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? LateAt,
    ContactAnswer Answer,
    string? By,
    DateTimeOffset? AnsweredAt,
    string? Reason,
    bool Counts,
    [property: JsonRequired] int Schema = ContactRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    public static ContactRecord New(EventId eventId, string name) =>
        new(eventId, name, null, null, null, ContactAnswer.None, null, null, null, Counts: false);
}
