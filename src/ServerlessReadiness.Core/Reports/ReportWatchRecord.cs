using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Reports;

/// <summary>Which report Clock misses.</summary>
/// <param name="Event">The event.</param>
/// <param name="MissingSince">When the first of those that are missing was due; null while none is.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ReportWatchRecord(
    EventId Event,
    DateTimeOffset? MissingSince,
    [property: JsonRequired] int Schema = ReportWatchRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
