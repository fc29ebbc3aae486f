using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>How far the return to normal is. Its two branches know nothing of each other.</summary>
/// <param name="Event">The event.</param>
/// <param name="Technical">Where the technical branch is.</param>
/// <param name="Since">Since when it is there.</param>
/// <param name="InRangeSince">Since when the metrics are in their normal range; null while they are not.</param>
/// <param name="Restores">One record for each component.</param>
/// <param name="Operational">The operational branch.</param>
/// <param name="Verdict">The newest decision; the same one again is not journalled again.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="OverduePagedAt">When a person was last called because it takes too long.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ReturnProgress(
    EventId Event,
    ReturnState Technical,
    DateTimeOffset Since,
    DateTimeOffset? InRangeSince,
    EquatableList<RestoreRecord> Restores,
    EquatableList<OperationalItem> Operational,
    ReturnVerdict Verdict,
    string Reason,
    DateTimeOffset? OverduePagedAt,
    [property: JsonRequired] int Schema = ReturnProgress.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    [JsonIgnore]
    public IEnumerable<OperationalItem> Unconfirmed => Operational.Where(o => o.ConfirmedBy is null);

    [JsonIgnore]
    public bool IsOver => Technical == ReturnState.Done && !Unconfirmed.Any();

    public RestoreRecord? Find(ComponentName component) => Restores.FirstOrDefault(r => r.Component == component);

    public ReturnProgress With(RestoreRecord record) => this with
    {
        Restores = EquatableList.From(Restores.Select(r => r.Component == record.Component ? record : r)),
    };

    /// <summary>What still keeps the event from its end; null when nothing does.</summary>
    public string? WhatIsOpen()
    {
        string[] open =
        [
            .. Technical == ReturnState.Done ? (string[])[] : [$"{Technical}: {Reason}"],
            .. Unconfirmed.Select(o => $"\"{o.Item}\" is not confirmed"),
        ];
        return open.Length == 0 ? null : string.Join("; ", open);
    }
}
