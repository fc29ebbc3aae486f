namespace ServerlessReadiness.Core.PostMortems;

/// <summary>An hour of the event: what was expected of it and what was measured.</summary>
/// <param name="At">Its start, on the event's clocks.</param>
/// <param name="Forecast">Requests by the plan; null when it has no forecast.</param>
/// <param name="Offered">Null where nothing was measured, here and below.</param>
/// <param name="Served">Answered.</param>
/// <param name="Shed">Turned away on purpose.</param>
/// <param name="Failed">Lost.</param>
/// <param name="Peak">The highest rate of a period, in requests a second; null where nothing was measured.</param>
/// <param name="Covered">How much of the hour has data.</param>
public sealed record DemandHour(
    DateTimeOffset At,
    long? Forecast,
    long? Offered,
    long? Served,
    long? Shed,
    long? Failed,
    decimal? Peak,
    TimeSpan Covered);
