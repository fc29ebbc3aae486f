namespace ServerlessReadiness.Core.Plans;

/// <summary>
/// From an instant on, the event's zone has this offset. Functions format from these; they have no tz database.
/// </summary>
public sealed record UtcOffsetChange(DateTimeOffset From, TimeSpan Offset, string Abbreviation);
