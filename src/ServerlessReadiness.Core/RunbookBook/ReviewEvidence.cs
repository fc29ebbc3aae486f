using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>What is known of one item of the architecture review.</summary>
/// <param name="Event">The event.</param>
/// <param name="Item">The item's id, such as REL-03.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="By">Who or what answered.</param>
/// <param name="At">When.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ReviewEvidence(
    EventId Event,
    string Item,
    ReviewAnswer Answer,
    string Evidence,
    string By,
    DateTimeOffset At,
    [property: JsonRequired] int Schema = ReviewEvidence.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
