using ServerlessReadiness.Core.Phases;

namespace ServerlessReadiness.Application.Reports;

/// <summary>How far back is read.</summary>
/// <param name="Metrics">Metrics, minute by minute.</param>
/// <param name="NewestLines">So many newest lines of the journal; null for all since the last report.</param>
public sealed record ReportReach(TimeSpan Metrics, int? NewestLines)
{
    public static readonly ReportReach OfReport = new(Baselines.PresentWithin, null);
}
