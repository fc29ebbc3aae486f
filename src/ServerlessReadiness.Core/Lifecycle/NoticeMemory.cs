using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>
/// A trouble that AWS announced, until Clock has made an issue of it and closed that again. One document for each
/// component and kind, so a burst of announcements is one issue.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Component">On which component; null for the event as a whole.</param>
/// <param name="Kind">What kind of trouble.</param>
/// <param name="Summary">What was announced.</param>
/// <param name="PlanOfAction">What is being done, or what a person has to do.</param>
/// <param name="At">When it was announced last.</param>
/// <param name="OpenUntil">It is over from here on, unless it is announced again.</param>
/// <param name="Pages">Whether a person is called for it.</param>
/// <param name="Told">Whether Clock has opened its issue.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record NoticeMemory(
    EventId Event,
    ComponentName? Component,
    IssueKind Kind,
    string Summary,
    string PlanOfAction,
    DateTimeOffset At,
    DateTimeOffset OpenUntil,
    bool Pages,
    bool Told,
    [property: JsonRequired] int Schema = NoticeMemory.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    /// <summary>The table forgets it this long after it is over.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(4);

    /// <summary>The same trouble announced again within this time is not written again.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    public static int SchemaLatest => SchemaNow;

    public bool IsOpenAt(DateTimeOffset now) => now < OpenUntil;
}
