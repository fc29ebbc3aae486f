using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>What people did to a task; the rest of it is in the plan.</summary>
/// <param name="Event">The event.</param>
/// <param name="Task">The task.</param>
/// <param name="DoneBy">Who said that it is done; null while it is not.</param>
/// <param name="DoneAt">When they did.</param>
/// <param name="Note">What they said with it.</param>
/// <param name="Owner">Who does it now; null for the plan's word.</param>
/// <param name="Due">By when it is due now; null for the plan's word.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record TaskRecord(
    EventId Event,
    TaskId Task,
    string? DoneBy,
    DateTimeOffset? DoneAt,
    string? Note,
    string? Owner,
    DateTimeOffset? Due,
    [property: JsonRequired] int Schema = TaskRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    public static TaskRecord New(EventId eventId, TaskId task) => new(eventId, task, null, null, null, null, null);
}
