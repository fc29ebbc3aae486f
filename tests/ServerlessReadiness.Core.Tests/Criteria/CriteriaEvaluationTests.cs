using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Tests.Criteria;

public sealed class CriteriaEvaluationTests
{
    private static readonly CriterionFacts Calm = new(1000, 0, 0, TimeSpan.Zero, IsRelieved: true, 0);

    [Theory]
    [InlineData(999, 0, 1, "99.9", true, "99.9")]
    [InlineData(998_999, 0, 1_001, "99.9", false, "99.899")]
    [InlineData(9_989_999, 0, 10_001, "99.9", false, "99.899")]
    [InlineData(900, 100, 0, "95", false, "90")]
    [InlineData(1000, 0, 0, "100", true, "100")]
    public void Enough_is_served_or_not_and_no_rounding_decides(
        long served, long shed, long failed, string limit, bool held, string value)
    {
        var facts = Calm with { Served = served, Shed = shed, Failed = failed };
        var result = Of(CriterionMeasure.ServedPercent, decimal.Parse(limit), facts);
        Assert.Equal((held, decimal.Parse(value)), (result.Held, result.Value));
    }

    [Theory]
    [InlineData(999, 1, "0.1", true, "0.1")]
    [InlineData(9_989_999, 10_001, "0.1", false, "0.101")]
    [InlineData(1000, 0, "0", true, "0")]
    public void Few_enough_fail_or_are_shed_or_not(long served, long lost, string limit, bool held, string value)
    {
        var failed = Of(
            CriterionMeasure.FailedPercent, decimal.Parse(limit), Calm with { Served = served, Failed = lost });
        var shed = Of(CriterionMeasure.ShedPercent, decimal.Parse(limit), Calm with { Served = served, Shed = lost });
        Assert.Equal((held, decimal.Parse(value)), (failed.Held, failed.Value));
        Assert.Equal((held, decimal.Parse(value)), (shed.Held, shed.Value));
    }

    [Theory]
    [InlineData(0, true, true, "no component failed requests for want of capacity")]
    [InlineData(5, true, true, "5 min from pressure to relief at the longest, at most 5 min")]
    [InlineData(6, true, false, "6 min from pressure to relief at the longest, at most 5 min")]
    [InlineData(2, false, false, "pressure without relief for 2 min until the end, at most 5 min")]
    public void Relief_comes_in_time_or_not(int minutes, bool relieved, bool held, string reason)
    {
        var facts = Calm with { LongestRelief = TimeSpan.FromMinutes(minutes), IsRelieved = relieved };
        var result = Of(CriterionMeasure.ReliefMinutes, 5, facts);
        Assert.Equal((held, (decimal)minutes, reason), (result.Held, result.Value, result.Reason));
    }

    [Theory]
    [InlineData("100", true, "100.00 USD beyond the normal, at most 100 USD")]
    [InlineData("100.001", false, "100.01 USD beyond the normal, at most 100 USD")]
    [InlineData("-3.999", true, "-3.99 USD beyond the normal, at most 100 USD")]
    public void Spend_stays_within_its_limit_or_not(string spend, bool held, string reason)
    {
        var result = Of(CriterionMeasure.ExtraSpend, 100, Calm with { ExtraSpend = decimal.Parse(spend) });
        Assert.Equal((held, reason), (result.Held, result.Reason));
    }

    [Theory]
    [InlineData(CriterionMeasure.ServedPercent)]
    [InlineData(CriterionMeasure.FailedPercent)]
    [InlineData(CriterionMeasure.ShedPercent)]
    [InlineData(CriterionMeasure.ExtraSpend)]
    public void What_could_not_be_measured_did_not_hold_and_says_why(CriterionMeasure measure)
    {
        var facts = new CriterionFacts(0, 0, 0, TimeSpan.Zero, IsRelieved: true, ExtraSpend: null);
        var result = Of(measure, 1_000_000, facts);
        Assert.False(result.Held);
        Assert.Null(result.Value);
        Assert.StartsWith("not measured: ", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_measure_has_a_rule_and_a_unit()
    {
        foreach (var measure in Enum.GetValues<CriterionMeasure>())
        {
            Assert.NotEmpty(Of(measure, 1, Calm).Reason);
            Assert.NotEmpty(CriteriaEvaluation.UnitOf(measure, "USD"));
        }
    }

    private static CriterionResult Of(CriterionMeasure measure, decimal limit, CriterionFacts facts) =>
        CriteriaEvaluation.Evaluate(new SuccessCriterion("c", measure, limit), facts, "USD");
}
