using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>What a runbook document is made of.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="At">As of when.</param>
public sealed record RunbookFacts(CompiledPlan Plan, DateTimeOffset At)
{
    /// <summary>The event's head; null for a plan that is only a file, of which nothing else is known.</summary>
    public EventHead? Head { get; init; }

    /// <summary>The review's answers, as far as there are any.</summary>
    public IReadOnlyList<CheckRecord> Reviews { get; init; } = [];

    /// <summary>The plan's contingencies with what came of trying them.</summary>
    public IReadOnlyList<ContingencyRecord> Contingencies { get; init; } = [];

    /// <summary>What was captured as normal; null while nothing was.</summary>
    public MetricBaseline? Baseline { get; init; }

    public static RunbookFacts OfFile(CompiledPlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new RunbookFacts(plan, at)
        {
            Contingencies = [.. plan.Contingencies.Select(c => new ContingencyRecord(c, null, null))],
        };
    }
}
