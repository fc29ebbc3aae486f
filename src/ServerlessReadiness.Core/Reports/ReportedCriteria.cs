using System.Diagnostics;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>Measures success criteria as far as a report can; what it cannot measure it does not guess.</summary>
internal static class ReportedCriteria
{
    public static ReportedCriterion Of(SuccessCriterion criterion, ReportFacts facts, ReportTotals totals)
    {
        var value = criterion.Measure switch
        {
            CriterionMeasure.ServedPercent => ReportMaker.ServedOf(totals.Requests, totals.Failed),
            CriterionMeasure.FailedPercent => 100 - ReportMaker.ServedOf(totals.Requests, totals.Failed),

            // What is shed never reaches what counts requests.
            CriterionMeasure.ShedPercent => null,
            CriterionMeasure.ReliefMinutes => Firing(facts),
            CriterionMeasure.ExtraSpend => facts.Spend?.TotalAt(facts.Now),
            _ => throw new UnreachableException($"No row for {criterion.Measure}."),
        };
        bool? holds = (criterion.Measure, value) switch
        {
            (_, null) => null,
            (CriterionMeasure.ServedPercent, { } served) => served >= criterion.Limit,

            // An alarm that is silent proves no relief; one that fires too long proves that there was none.
            (CriterionMeasure.ReliefMinutes, { } minutes) => minutes > criterion.Limit ? false : null,
            (_, { } most) => most <= criterion.Limit,
        };
        return new ReportedCriterion(criterion.Name, criterion.Measure, criterion.Limit, value, holds);
    }

    private static decimal? Firing(ReportFacts facts) => facts.Firing.Count == 0
        ? null
        : Math.Floor((decimal)(facts.Now - facts.Firing.Min(a => a.Since)).TotalMinutes);
}
