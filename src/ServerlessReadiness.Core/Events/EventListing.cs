using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Events;

/// <summary>An event's line in the list of events.</summary>
/// <param name="Event">The event.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Start">When Live starts.</param>
/// <param name="End">When Live ends.</param>
/// <param name="Open">False once the event is Closed or Cancelled; signals are no longer decided for it.</param>
/// <param name="PlanVersion">The plan version in force, so that the plan can be fetched together with the head.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record EventListing(
    EventId Event,
    string Name,
    DateTimeOffset Start,
    DateTimeOffset End,
    bool Open,
    int PlanVersion,
    [property: JsonRequired] int Schema = EventListing.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;
}
