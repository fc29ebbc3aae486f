using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Phases;

/// <summary>What was normal: when the pre-warm began, or in a window that a person chose.</summary>
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

    /// <summary>Afterwards a workload has changed too often for a measured range to be called normal.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(30);

    /// <summary>Start of the window that was measured; null for the day before the pre-warm.</summary>
    [JsonRequired]
    public DateTimeOffset? From { get; init; }

    /// <summary>Its end; null for when the pre-warm began.</summary>
    [JsonRequired]
    public DateTimeOffset? Until { get; init; }

    /// <summary>How old what was measured is: since the window's end, whenever somebody asked for it.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => now - (Until ?? CapturedAt);
}
