using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Review.Canary;

/// <summary>A proof that an alarm comes to us and to a person, under way or over.</summary>
/// <param name="Event">The event.</param>
/// <param name="Alarm">The canary alarm.</param>
/// <param name="SetAt">When CloudWatch was told that it fires.</param>
/// <param name="By">Who asked for the proof.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Reason">In words: what is waited for, or where it got lost.</param>
/// <param name="SeenAt">When our journal had it; null while it has not.</param>
/// <param name="PagedAt">When people were told; null while they were not.</param>
/// <param name="AcknowledgedAt">When a person answered; null while nobody has.</param>
/// <param name="AcknowledgedBy">Who; null while nobody has.</param>
/// <param name="IsReset">Whether the alarm is OK again.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record CanaryRecord(
    EventId Event,
    AlarmId Alarm,
    DateTimeOffset SetAt,
    string By,
    CanaryState State,
    string Reason,
    DateTimeOffset? SeenAt,
    DateTimeOffset? PagedAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    bool IsReset,
    [property: JsonRequired] int Schema = CanaryRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>From CloudWatch to our journal.</summary>
    [JsonIgnore]
    public TimeSpan? SeenAfter => SeenAt - SetAt;

    /// <summary>From CloudWatch to a person's answer.</summary>
    [JsonIgnore]
    public TimeSpan? AcknowledgedAfter => AcknowledgedAt - SetAt;

    [JsonIgnore]
    public bool IsOver => State is CanaryState.Acknowledged or CanaryState.TimedOut;

    public static CanaryRecord New(EventId eventId, AlarmId alarm, DateTimeOffset setAt, string by) => new(
        eventId,
        alarm,
        setAt,
        by,
        CanaryState.Set,
        $"alarm {alarm.Name} was set to ALARM; our journal has not seen it yet",
        null,
        null,
        null,
        null,
        IsReset: false);
}
