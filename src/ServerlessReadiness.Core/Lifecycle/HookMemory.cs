using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>What is remembered of one instance in one lifecycle hook; a document of its own, so a burst shares none.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Component">Whose group it is.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Launching">Whether it is a hook of launches.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Token">The newest action's token; null when only Clock saw it.</param>
/// <param name="Run">The newest run; null while it was only seen.</param>
/// <param name="SeenAt">When Clock first saw it wait without a run, or the message came.</param>
/// <param name="StartedAt">When the run began.</param>
/// <param name="EndedAt">When it ended; null while it is under way.</param>
/// <param name="Succeeded">Whether every step of it was done; null while it is under way.</param>
/// <param name="Reason">The newest that is to be said of it.</param>
/// <param name="Adoptions">Runs that Clock began in a row, without a message.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record HookMemory(
    EventId Event,
    ComponentName Component,
    string Hook,
    bool Launching,
    InstanceId Instance,
    string? Token,
    RunId? Run,
    DateTimeOffset SeenAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    bool? Succeeded,
    string Reason,
    int Adoptions,
    [property: JsonRequired] int Schema = HookMemory.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    /// <summary>The table forgets it this long after its last change; no wait lasts longer than two days.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(4);

    public static int SchemaLatest => SchemaNow;

    [JsonIgnore]
    public bool IsUnderWay => Run is not null && EndedAt is null;
}
