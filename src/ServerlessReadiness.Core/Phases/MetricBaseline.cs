using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Phases;

/// <summary>What was normal when the pre-warm began.</summary>
/// <param name="Event">The event.</param>
/// <param name="CapturedAt">When.</param>
/// <param name="Ranges">The metrics whose plan states no range.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record MetricBaseline(
    EventId Event,
    DateTimeOffset CapturedAt,
    EquatableList<CapturedRange> Ranges,
    [property: JsonRequired] int Schema = MetricBaseline.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
