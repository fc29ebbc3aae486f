using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Communication;

/// <summary>What people were told in the present window, and what waits for its end.</summary>
/// <param name="Event">The event.</param>
/// <param name="OpenedAt">When the window began.</param>
/// <param name="EndsAt">When what is gathered leaves as one message.</param>
/// <param name="Sent">Kinds and components that people know of.</param>
/// <param name="Gathered">What waits, a kind and component each.</param>
/// <param name="Others">Pages that wait beyond what is kept one by one.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record PageDigest(
    EventId Event,
    DateTimeOffset OpenedAt,
    DateTimeOffset EndsAt,
    EquatableList<SentPage> Sent,
    EquatableList<GatheredPages> Gathered,
    int Others,
    [property: JsonRequired] int Schema = PageDigest.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>How many pages wait.</summary>
    [JsonIgnore]
    public int Waiting => Gathered.Sum(g => g.Count) + Others;
}
