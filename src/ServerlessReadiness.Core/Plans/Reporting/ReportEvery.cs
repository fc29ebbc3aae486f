using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Plans.Reporting;

/// <summary>How often leaders are told in a phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Every">A whole part of a day of at least 15 minutes; reports are due at its multiples since midnight.
/// </param>
public sealed record ReportEvery(Phase Phase, TimeSpan Every);
