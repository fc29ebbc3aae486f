using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>An increase that was requested for an event, kept so that the quota is reset after it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Request">What was asked for, and what was allowed before.</param>
/// <param name="Outcome">What Service Quotas answered.</param>
/// <param name="By">Who confirmed it.</param>
/// <param name="At">When.</param>
/// <param name="ResetAt">When it was reset, or somebody decided to keep it; null while neither.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record QuotaRequestRecord(
    EventId Event,
    QuotaRequest Request,
    QuotaRequested Outcome,
    string By,
    DateTimeOffset At,
    DateTimeOffset? ResetAt,
    [property: JsonRequired] int Schema = QuotaRequestRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>Unique among an event's requests: a later one for the same quota replaces it.</summary>
    [JsonIgnore]
    public string Name => $"{Request.Account}#{Request.Region}#{Request.Key.Service}#{Request.Key.Code}";

    /// <summary>
    /// The record after a request. What was allowed before the event's first request stays what is reset to.
    /// </summary>
    public static QuotaRequestRecord Of(
        EventId eventId,
        QuotaRequestRecord? earlier,
        QuotaRequest request,
        QuotaRequested outcome,
        string by,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(request);
        var before = earlier is { ResetAt: null } ? earlier.Request.Before : request.Before;
        return new QuotaRequestRecord(eventId, request with { Before = before }, outcome, by, at, null);
    }
}
