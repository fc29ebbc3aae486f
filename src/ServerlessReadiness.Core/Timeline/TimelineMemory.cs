using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>What Clock remembers of the tasks.</summary>
/// <param name="Event">The event.</param>
/// <param name="LookAt">When it looks again; until then it reads none of them.</param>
/// <param name="RemindedAt">When people were reminded last; null for never.</param>
/// <param name="IssueOpen">Whether an issue tells of late tasks.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record TimelineMemory(
    EventId Event,
    DateTimeOffset LookAt,
    DateTimeOffset? RemindedAt,
    bool IssueOpen,
    [property: JsonRequired] int Schema = TimelineMemory.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
