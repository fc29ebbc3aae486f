using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Events;

/// <summary>An event's head: what every decision about it must know. Written by people and by Clock, rarely.</summary>
/// <param name="Event">The event.</param>
/// <param name="Phase">Where it is on its way.</param>
/// <param name="Mode">How far automation may go.</param>
/// <param name="ModeReason">Why the mode is what it is, in the words of who set it.</param>
/// <param name="PlanVersion">The plan version in force: 1, 2, …</param>
/// <param name="ChangedAt">
/// When the head last changed; alarms are looked at again after a change of mode or phase.
/// </param>
/// <param name="Schema">The document's schema.</param>
public sealed record EventHead(
    EventId Event,
    Phase Phase,
    AutomationMode Mode,
    string ModeReason,
    int PlanVersion,
    DateTimeOffset ChangedAt,
    [property: JsonRequired] int Schema = EventHead.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 2;

    /// <summary>
    /// Why the event was cancelled: it goes back to normal at once and ends as Cancelled. Null while it was not.
    /// </summary>
    [JsonRequired]
    public string? Cancelling { get; init; }

    public static int SchemaLatest => SchemaNow;
}
