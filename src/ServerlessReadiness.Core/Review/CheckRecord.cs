using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Review;

/// <summary>What is known of one item of the review.</summary>
/// <param name="Event">The event.</param>
/// <param name="Item">The item's id, such as REL-03.</param>
/// <param name="Seen">What APIs said last; null while nobody asked them, or where none can answer.</param>
/// <param name="SeenAt">When.</param>
/// <param name="Attested">What a person said last; null while nobody did.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record CheckRecord(
    EventId Event,
    string Item,
    Verdict? Seen,
    DateTimeOffset? SeenAt,
    Attestation? Attested,
    [property: JsonRequired] int Schema = CheckRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
