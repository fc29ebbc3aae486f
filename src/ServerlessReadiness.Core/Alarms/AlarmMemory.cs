using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>What the system remembers of an alarm; CloudWatch notifies of changes only and never repeats.</summary>
/// <param name="Alarm">Which alarm.</param>
/// <param name="Contributor">Which series; null otherwise.</param>
/// <param name="State">The newest state that was decided on.</param>
/// <param name="Since">That state's StateChangeTime.</param>
/// <param name="Reason">CloudWatch's words for it.</param>
/// <param name="RecentChanges">
/// The newest StateChangeTimes, for flapping; at most <see cref="RecentChangesMax"/>.
/// </param>
/// <param name="Run">The last run that the alarm started.</param>
/// <param name="AnsweredAt">
/// When the present ALARM was last answered: by a run, a hold or a page. Null when it was not.
/// </param>
/// <param name="LookAgainAt">When Clock looks at it again, should it still be in ALARM.</param>
/// <param name="Answers">How many runs the present ALARM has started.</param>
/// <param name="PagedAt">When a person was paged for the present ALARM.</param>
/// <param name="Verdict">The newest decision; a second look with the same one is not journalled again.</param>
/// <param name="Last">The transition itself, so that Clock can decide on it again.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record AlarmMemory(
    AlarmId Alarm,
    string? Contributor,
    AlarmStateValue State,
    DateTimeOffset Since,
    string Reason,
    EquatableList<DateTimeOffset> RecentChanges,
    RunId? Run,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? LookAgainAt,
    int Answers,
    DateTimeOffset? PagedAt,
    AlarmVerdict Verdict,
    AlarmTransition Last,
    [property: JsonRequired] int Schema = AlarmMemory.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;
    public const int RecentChangesMax = 8;

    public static int SchemaLatest => SchemaNow;

    /// <summary>Who looks at the present ALARM, so that nobody else is called about it; null for nobody.</summary>
    [JsonRequired]
    public Acknowledgement? Acknowledged { get; init; }
}
