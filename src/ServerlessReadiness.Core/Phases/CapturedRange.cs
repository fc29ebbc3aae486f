using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Phases;

/// <summary>A metric's normal range as it was measured before the event; null when there was no data.</summary>
public sealed record CapturedRange(string Metric, MetricRange? Range, string Reason)
{
    /// <summary>How its values lay; null when there were none.</summary>
    [JsonRequired]
    public MetricSpread? Spread { get; init; }
}
