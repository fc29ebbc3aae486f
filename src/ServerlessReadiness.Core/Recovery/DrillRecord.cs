using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Recovery;

/// <summary>How a contingency did when it was tried.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contingency">The contingency's name.</param>
/// <param name="UnderWay">The drill that is not over; null for none.</param>
/// <param name="Results">What came of the last ones, oldest first; at most <see cref="ResultsMax"/>.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record DrillRecord(
    EventId Event,
    string Contingency,
    DrillUnderWay? UnderWay,
    EquatableList<DrillResult> Results,
    [property: JsonRequired] int Schema = DrillRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;
    public const int ResultsMax = 10;

    public static int SchemaLatest => SchemaNow;

    /// <summary>The newest result; null while there is none.</summary>
    [JsonIgnore]
    public DrillResult? Last => Results is [.., var last] ? last : null;

    public static DrillRecord New(EventId eventId, string contingency) => new(eventId, contingency, null, []);

    public DrillRecord With(DrillResult result) => this with { Results = Results.Add(result).TakeLast(ResultsMax) };

    /// <summary>Why nobody knows that the contingency works as the plan has it now; null when it is known.</summary>
    /// <param name="record">What is remembered; null for nothing.</param>
    /// <param name="fingerprint">Of the plan's parts as they are now.</param>
    public static string? Doubt(DrillRecord? record, string fingerprint) => record?.Last switch
    {
        null => "it was never rehearsed or drilled",
        { } last when last.Fingerprint != fingerprint =>
            $"the plan has changed since it was tried at {last.At:u}; rehearse it, or drill it",
        { Holds: false } last => $"it did not hold when it was tried at {last.At:u}: {last.Words}",
        _ => null,
    };
}
