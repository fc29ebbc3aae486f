namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A record set of one of the event's zones.</summary>
/// <param name="Zone">The hosted zone's id.</param>
/// <param name="Name">The name, without a trailing dot.</param>
/// <param name="Type">A, CNAME, MX, …</param>
/// <param name="Set">What tells it from others of its name and type; null when it is the only one.</param>
/// <param name="Ttl">Null for an alias, whose target says it.</param>
/// <param name="Alias">The name that an alias leads to; null when it is none.</param>
/// <param name="Values">Its values; empty for an alias.</param>
public sealed record RecordView(
    string Zone,
    string Name,
    string Type,
    string? Set,
    TimeSpan? Ttl,
    string? Alias,
    EquatableList<string> Values)
{
    public string Label => Set is null ? $"record {Name} {Type} in zone {Zone}" : $"record {Name} {Type} ({Set}) in zone {Zone}";
}
