using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>Something to come, in both languages as the reports say it.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When; null when nobody can tell.</param>
/// <param name="English">The words.</param>
/// <param name="Korean">The words.</param>
public sealed record SpokenComing(ComingKind Kind, DateTimeOffset? At, string English, string Korean);
