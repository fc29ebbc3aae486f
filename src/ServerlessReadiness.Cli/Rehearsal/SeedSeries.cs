namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Many seeds of one plan.</summary>
/// <param name="Outcomes">In the order of the seeds.</param>
internal sealed record SeedSeries(IReadOnlyList<SeedOutcome> Outcomes)
{
    /// <summary>
    /// A plan that holds in fewer weathers than this is not ready. Weathers that no plan survives are drawn too, so
    /// all of them would be asking for too much.
    /// </summary>
    public const int HoldingPercentMin = 95;

    private const int WorstMax = 5;

    public int Holding => Outcomes.Count(o => o.Holds);

    public bool IsViolated => Outcomes.Any(o => o.Violations.Count > 0);

    public bool Holds => !IsViolated && Holding * 100 >= Outcomes.Count * HoldingPercentMin;

    public Distribution? ServedPercent => Distribution.Of(Outcomes.Select(o => o.ServedPercent).OfType<decimal>());

    public Distribution? ReliefMinutes => Distribution.Of(Outcomes.Select(o => o.ReliefMinutes));

    public Distribution? ExtraSpend => Distribution.Of(Outcomes.Select(o => o.ExtraSpend).OfType<decimal>());

    /// <summary>Those to look at first: violated invariants, then failed plans, then the least served.</summary>
    public IEnumerable<SeedOutcome> Worst => Outcomes
        .OrderByDescending(o => o.Violations.Count > 0)
        .ThenBy(o => o.Holds)
        .ThenBy(o => o.ServedPercent ?? 0)
        .ThenByDescending(o => o.ReliefMinutes)
        .ThenBy(o => o.Seed)
        .Take(WorstMax);
}
