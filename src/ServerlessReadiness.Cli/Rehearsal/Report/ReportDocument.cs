using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal.Report;

/// <summary>
/// <c>report.json</c>. The first seven members are an interface that others rely on; what follows is for people and
/// charts. Instants are in UTC, shares in percent, spend in <see cref="Currency"/>.
/// </summary>
internal sealed record ReportDocument(
    string Verdict,
    ulong Seed,
    ReportDocument.World WithAutomation,
    ReportDocument.World WithoutAutomation,
    IReadOnlyList<ReportDocument.Decision> Decisions,
    IReadOnlyList<InvariantViolation> InvariantViolations)
{
    public const string HoldsWord = "holds";
    public const string FailsWord = "fails";

    public required string Event { get; init; }

    public required string Name { get; init; }

    public required string TimeZone { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string Weather { get; init; }

    public required string WhatIf { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>The command that plays this again.</summary>
    public required string Repeat { get; init; }

    public required IReadOnlyList<PhaseChange> Phases { get; init; }

    public required IReadOnlyList<DecisionGroup> NothingDone { get; init; }

    /// <summary>What people were told.</summary>
    public required IReadOnlyList<Told> Told { get; init; }

    /// <summary>How each contingency of the plan fared by itself, at the event's peak.</summary>
    public required IReadOnlyList<ContingencyLine> Contingencies { get; init; }

    /// <summary>Null when one seed was played alone.</summary>
    public SeedSummary? Seeds { get; init; }

    /// <summary>One of the two worlds.</summary>
    /// <param name="Requests">Requests from outside over the whole time: served, shed and failed.</param>
    public sealed record World(long Requests, long Served, long Shed, long Failed, decimal CapacityUnitHours)
    {
        public required RequestTotals Live { get; init; }

        public required decimal? ExtraSpend { get; init; }

        public required decimal LongestReliefMinutes { get; init; }

        public required int Effects { get; init; }

        public required IReadOnlyList<Criterion> Criteria { get; init; }

        public required IReadOnlyList<Pressure> Pressures { get; init; }

        public required IReadOnlyList<AlarmEpisode> Alarms { get; init; }

        /// <summary>Where the shed ladders went.</summary>
        public required IReadOnlyList<LevelChange> Levels { get; init; }

        public required IReadOnlyList<Hour> Hours { get; init; }
    }

    /// <summary>A contingency and whether service was back in time.</summary>
    /// <param name="RecoveryMinutes">From the fault until service was back; null when it did not come back.</param>
    /// <param name="TargetMinutes">The plan's RTO.</param>
    public sealed record ContingencyLine(
        string Name,
        DateTimeOffset At,
        decimal? RecoveryMinutes,
        decimal TargetMinutes,
        bool Held,
        long Failed,
        long Shed,
        string Reason)
    {
        public static ContingencyLine Of(ContingencyOutcome outcome) => new(
            outcome.Name,
            outcome.At,
            outcome.RecoveryTime is { } time ? Math.Round((decimal)time.TotalMinutes, 2) : null,
            Math.Round((decimal)outcome.Target.TotalMinutes, 2),
            outcome.Holds,
            outcome.Failed,
            outcome.Shed,
            outcome.Violations.Count == 0
                ? outcome.Reason
                : $"invariant {outcome.Violations[0].Invariant}: {outcome.Violations[0].What}");
    }

    /// <summary>A criterion and whether it held.</summary>
    public sealed record Criterion(
        string Name,
        string Measure,
        decimal Limit,
        string Unit,
        decimal? Value,
        bool Held,
        string Reason)
    {
        public static Criterion Of(CriterionResult result, string currency) => new(
            result.Criterion.Name,
            result.Criterion.Measure.ToString(),
            result.Criterion.Limit,
            CriteriaEvaluation.UnitOf(result.Criterion.Measure, currency),
            result.Value,
            result.Held,
            result.Reason);
    }

    /// <summary>A decision, also one to do nothing.</summary>
    /// <param name="Acted">Whether something was to be done.</param>
    public sealed record Decision(
        DateTimeOffset At,
        string Verdict,
        string Reason,
        string? Component,
        string? Alarm,
        string? Run,
        bool Acted)
    {
        public static Decision Of(JournalEntry line) => new(
            line.At,
            line.Verdict,
            line.Reason,
            line.Component?.Value,
            line.Alarm?.Name,
            line.Run?.Value,
            DecisionDigest.IsActed(line));
    }

    /// <summary>How the plan fared in many weathers.</summary>
    public sealed record SeedSummary(
        int Count,
        int Holding,
        int Violated,
        Distribution? ServedPercent,
        Distribution? ReliefMinutes,
        Distribution? ExtraSpend,
        IReadOnlyList<WorstSeed> Worst);

    /// <summary>A seed to look at, with the command that plays it again.</summary>
    public sealed record WorstSeed(
        ulong Seed,
        bool Holds,
        decimal? ServedPercent,
        decimal ReliefMinutes,
        decimal? ExtraSpend,
        IReadOnlyList<InvariantViolation> Violations,
        string Repeat);
}
