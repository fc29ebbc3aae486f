using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Simulation.Results;

/// <summary>A played event.</summary>
/// <param name="Seed">The seed that repeats it.</param>
/// <param name="WithAutomation">Whether our functions ran.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">Its last.</param>
/// <param name="Requests">Requests from outside, over the whole time.</param>
/// <param name="Live">The same, in Live alone.</param>
/// <param name="CapacityUnitHours">Capacity that was paid for.</param>
/// <param name="ExtraSpend">The price of what was beyond the normal; null when the plan gives no prices.</param>
/// <param name="Decisions">Decisions journalled, those to do nothing included.</param>
/// <param name="Effects">Changes made to the world.</param>
/// <param name="Violations">Invariants that did not hold; empty for a sound seed.</param>
public sealed record SimulationResult(
    ulong Seed,
    bool WithAutomation,
    DateTimeOffset From,
    DateTimeOffset Until,
    RequestTotals Requests,
    RequestTotals Live,
    decimal CapacityUnitHours,
    decimal? ExtraSpend,
    int Decisions,
    int Effects,
    IReadOnlyList<InvariantViolation> Violations)
{
    /// <summary>Times in which components failed requests.</summary>
    public IReadOnlyList<Pressure> Pressures { get; init; } = [];

    public IReadOnlyList<AlarmEpisode> Alarms { get; init; } = [];

    public IReadOnlyList<PhaseChange> Phases { get; init; } = [];

    /// <summary>How the shed ladders went, in order.</summary>
    public IReadOnlyList<LevelChange> Levels { get; init; } = [];

    public IReadOnlyList<Hour> Hours { get; init; } = [];

    /// <summary>Kept only when <see cref="SimulationSettings.Records"/> asks for it, as is all below.</summary>
    public IReadOnlyList<Minute> Minutes { get; init; } = [];

    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>The reports that leaders got, in order.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    public IReadOnlyList<Told> Told { get; init; } = [];

    /// <summary>What is known of the event at its end, for its post-mortem; null without automation.</summary>
    public EventFacts? Facts { get; init; }

    /// <summary>One JSON text a line, in order: signals, calls, decisions, effects, phases. The same seed gives the
    /// same bytes.</summary>
    public IReadOnlyList<string> Timeline { get; init; } = [];
}
