namespace ServerlessReadiness.Core.Plans;

/// <summary>What a success criterion measures: all over Live, the spend over the whole event.</summary>
public enum CriterionMeasure
{
    /// <summary>Served requests of all offered, in percent; the limit is the least.</summary>
    ServedPercent = 0,

    /// <summary>Failed requests of all offered, in percent; the limit is the most.</summary>
    FailedPercent = 1,

    /// <summary>Shed requests of all offered, in percent; the limit is the most.</summary>
    ShedPercent = 2,

    /// <summary>Longest time from pressure to relief, in minutes; the limit is the most.</summary>
    ReliefMinutes = 3,

    /// <summary>Cost of capacity beyond the normal, in the plan's currency; the limit is the most.</summary>
    ExtraSpend = 4,
}
