using System.Diagnostics;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Criteria;

/// <summary>
/// Measures an event against its success criteria. A share is never rounded over its limit: 99.8996 % does not hold a
/// limit of 99.9.
/// </summary>
public static class CriteriaEvaluation
{
    /// <summary>What a plan without criteria is measured by: a verdict must rest on something.</summary>
    public static readonly SuccessCriterion Assumed = new("served (assumed)", CriterionMeasure.ServedPercent, 99.9m);

    private const int DecimalsShown = 3;
    private const int MoneyDecimals = 2;

    public static EquatableList<SuccessCriterion> CriteriaOf(CompiledPlan plan) =>
        plan.Criteria.Count > 0 ? plan.Criteria : [Assumed];

    public static EquatableList<CriterionResult> Evaluate(CompiledPlan plan, CriterionFacts facts) =>
        EquatableList.From(CriteriaOf(plan).Select(c => Evaluate(c, facts, plan.Guardrails.Currency)));

    public static CriterionResult Evaluate(SuccessCriterion criterion, CriterionFacts facts, string currency) =>
        criterion.Measure switch
        {
            CriterionMeasure.ServedPercent => Share(criterion, facts.Served, facts.Offered, "served"),
            CriterionMeasure.FailedPercent => Share(criterion, facts.Failed, facts.Offered, "failed"),
            CriterionMeasure.ShedPercent => Share(criterion, facts.Shed, facts.Offered, "shed"),
            CriterionMeasure.ReliefMinutes => Relief(criterion, facts),
            CriterionMeasure.ExtraSpend => Spend(criterion, facts.ExtraSpend, currency),
            _ => throw new UnreachableException($"No rule for {criterion.Measure}."),
        };

    /// <summary>The unit that a limit of this measure has.</summary>
    public static string UnitOf(CriterionMeasure measure, string currency) => measure switch
    {
        CriterionMeasure.ServedPercent or CriterionMeasure.FailedPercent or CriterionMeasure.ShedPercent => "%",
        CriterionMeasure.ReliefMinutes => "min",
        CriterionMeasure.ExtraSpend => currency,
        _ => throw new UnreachableException($"No unit for {measure}."),
    };

    /// <summary>Whether the limit is the least; of every other measure it is the most.</summary>
    public static bool IsLeast(CriterionMeasure measure) => measure == CriterionMeasure.ServedPercent;

    private static CriterionResult Share(SuccessCriterion criterion, long part, long offered, string word)
    {
        if (offered == 0)
        {
            return new(criterion, null, Held: false, "not measured: no request came in Live");
        }

        // Compared as whole products, so that no rounding of a quotient decides.
        var held = IsLeast(criterion.Measure)
            ? part * 100m >= criterion.Limit * offered
            : part * 100m <= criterion.Limit * offered;
        var value = Shown(part * 100m / offered, criterion);
        return new(criterion, value, held, $"{value} % of {offered} requests {word}, {Bound(criterion)} %");
    }

    private static CriterionResult Relief(SuccessCriterion criterion, CriterionFacts facts)
    {
        var minutes = (decimal)facts.LongestRelief.Ticks / TimeSpan.TicksPerMinute;
        var held = facts.IsRelieved && minutes <= criterion.Limit;
        var value = Shown(minutes, criterion);
        return new(
            criterion,
            value,
            held,
            !facts.IsRelieved ? $"pressure without relief for {value} min until the end, {Bound(criterion)} min"
                : minutes == 0 ? "no component failed requests for want of capacity"
                : $"{value} min from pressure to relief at the longest, {Bound(criterion)} min");
    }

    private static CriterionResult Spend(SuccessCriterion criterion, decimal? spend, string currency) =>
        spend is not { } amount
            ? new(
                criterion,
                null,
                Held: false,
                "not measured: no component has a price; give the plan's components a price an hour")
            : new(
                criterion,
                Shown(amount, criterion, MoneyDecimals),
                amount <= criterion.Limit,
                $"{Shown(amount, criterion, MoneyDecimals):0.00##} {currency} beyond the normal, "
                    + $"{Bound(criterion)} {currency}");

    private static string Bound(SuccessCriterion criterion) =>
        $"at {(IsLeast(criterion.Measure) ? "least" : "most")} {criterion.Limit}";

    // A least is shown rounded down and a most rounded up, by no fewer places than the limit has: so the number that a
    // person reads never contradicts the word beside it.
    private static decimal Shown(decimal value, SuccessCriterion criterion, int decimals = DecimalsShown)
    {
        var scale = 1m;
        for (var place = 0; place < Math.Max(decimals, (int)criterion.Limit.Scale); place++)
        {
            scale *= 10;
        }

        return (IsLeast(criterion.Measure) ? Math.Floor(value * scale) : Math.Ceiling(value * scale)) / scale;
    }
}
