using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Issues;

/// <summary>A problem shown to leaders until it is over. One is open per event, component and kind.</summary>
/// <param name="Event">The event.</param>
/// <param name="Id">A ULID.</param>
/// <param name="Component">On which component; null for the event as a whole.</param>
/// <param name="Kind">What kind of problem.</param>
/// <param name="Summary">What is wrong, with the numbers.</param>
/// <param name="PlanOfAction">What is being done about it, or what a person has to do.</param>
/// <param name="Owner">Who sees to it; null until someone does.</param>
/// <param name="ExpectedBy">When it is expected to be over; null when nobody can tell.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">Until when; null while it is open.</param>
/// <param name="PagedAt">When a person was last called for it; null for never.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record Issue(
    EventId Event,
    RunId Id,
    ComponentName? Component,
    IssueKind Kind,
    string Summary,
    string PlanOfAction,
    string? Owner,
    DateTimeOffset? ExpectedBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? PagedAt,
    [property: JsonRequired] int Schema = Issue.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;
}
