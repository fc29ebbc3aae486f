using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Everything that is known of an event, whether it was played or was in earnest.</summary>
/// <param name="Plan">The plan in force last.</param>
/// <param name="Head">The event's head.</param>
/// <param name="ReadAt">As of when.</param>
public sealed record EventFacts(CompiledPlan Plan, EventHead Head, DateTimeOffset ReadAt)
{
    private const string PhaseWord = "phase ";

    /// <summary>The whole journal, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    public IReadOnlyList<Issue> Issues { get; init; } = [];

    public IReadOnlyList<Run> Runs { get; init; } = [];

    public IReadOnlyList<AlarmMemory> Alarms { get; init; } = [];

    /// <summary>The plan's components, in its order.</summary>
    public IReadOnlyList<ComponentRecord> Components { get; init; } = [];

    public StageProgress? Stages { get; init; }

    public ReturnProgress? Return { get; init; }

    public SpendProgress? Spend { get; init; }

    public MetricBaseline? Baseline { get; init; }

    /// <summary>How far each contingency of the plan can be relied on.</summary>
    public IReadOnlyList<ContingencyRecord> Contingencies { get; init; } = [];

    /// <summary>The hours for which a leadership report is kept, as their keys spell them.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];

    public Measurement Measured { get; init; } = Measurement.None;

    /// <summary>What the account was charged; null when nobody asked, or when it could not be read.</summary>
    public Bill? Bill { get; init; }

    /// <summary>Why the bill could not be read; null when it could, or when nobody asked.</summary>
    public string? BillUnreadable { get; init; }

    /// <summary>Until when there is something to tell: the close, or the reading if that was earlier.</summary>
    public DateTimeOffset KnownUntil => ReadAt < Plan.Schedule.Closed ? ReadAt : Plan.Schedule.Closed;

    /// <summary>Whether the event ever was live; one that never was has nothing to be measured by.</summary>
    public bool WasLive => Head.Phase == Phase.Live || Phases().Any(p => p.Phase == Phase.Live);

    /// <summary>When it went on to which phase, as journalled.</summary>
    public IEnumerable<(DateTimeOffset At, Phase Phase)> Phases()
    {
        foreach (var line in Journal)
        {
            if (line.Verdict.StartsWith(PhaseWord, StringComparison.Ordinal)
                && Enum.TryParse<Phase>(line.Verdict.AsSpan(PhaseWord.Length), out var phase))
            {
                yield return (line.At, phase);
            }
        }
    }
}
