using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Communication;

/// <summary>A trouble that waits for somebody to see to it: an issue, or a run that asks.</summary>
/// <param name="Event">The event.</param>
/// <param name="Subject">The id, or the run's.</param>
/// <param name="IsRun">Which of the two.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Told">Steps whose people were told.</param>
/// <param name="Repeats">How often the last step was told again.</param>
/// <param name="ToldAt">When people were told last; null for never.</param>
/// <param name="ToldWhom">Who, by name.</param>
/// <param name="Over">Why nobody is told any more; null while somebody may be.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record EscalationRecord(
    EventId Event,
    RunId Subject,
    bool IsRun,
    DateTimeOffset Since,
    int Told,
    int Repeats,
    DateTimeOffset? ToldAt,
    EquatableList<string> ToldWhom,
    string? Over,
    [property: JsonRequired] int Schema = EscalationRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    /// <summary>What is over is kept this long, for those who ask who was told.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public static int SchemaLatest => SchemaNow;

    /// <summary>One that begins: Clock looks at it in its next beat, and finds its first instant by the plan.</summary>
    public static EscalationRecord Begin(EventId eventId, RunId subject, bool isRun, DateTimeOffset now) =>
        new(eventId, subject, isRun, now, 0, 0, null, [], null);
}
