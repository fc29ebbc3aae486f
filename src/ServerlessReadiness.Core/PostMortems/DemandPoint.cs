namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Requests of one period; null where nothing was measured, which is not zero.</summary>
/// <param name="At">The period's start.</param>
/// <param name="Offered">What came: served, shed and failed together.</param>
/// <param name="Served">Answered.</param>
/// <param name="Shed">Turned away on purpose.</param>
/// <param name="Failed">Lost.</param>
public sealed record DemandPoint(DateTimeOffset At, long? Offered, long? Served, long? Shed, long? Failed);
