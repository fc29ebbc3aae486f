using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.Events;

/// <summary>An event as it stands, read from state alone: no AWS service but the table is asked.</summary>
/// <param name="Head">Phase, mode, plan version.</param>
/// <param name="Plan">The plan in force.</param>
/// <param name="Components">The plan's components, in its order.</param>
/// <param name="Firing">What is remembered of the alarms that fire, longest first.</param>
/// <param name="Runs">Runs that are not over, oldest first.</param>
public sealed record EventStatus(
    EventHead Head,
    CompiledPlan Plan,
    IReadOnlyList<ComponentStatus> Components,
    IReadOnlyList<AlarmMemory> Firing,
    IReadOnlyList<Run> Runs)
{
    /// <summary>The pre-warm, the floors held and the arming; null while Clock has decided nothing of them.</summary>
    public StageProgress? Stages { get; init; }

    /// <summary>The return to normal; null before Cooldown.</summary>
    public ReturnProgress? Return { get; init; }

    /// <summary>What the event costs beyond the normal; null while nothing was counted.</summary>
    public SpendProgress? Spend { get; init; }

    /// <summary>How far each contingency of the plan can be relied on.</summary>
    public IReadOnlyList<ContingencyStatus> Contingencies { get; init; } = [];

    /// <summary>The tasks, in the order of their due dates.</summary>
    public IReadOnlyList<TimelineTask> Tasks { get; init; } = [];

    /// <summary>The plan's contacts with what they said, in the plan's order.</summary>
    public IReadOnlyList<ContactStatus> Contacts { get; init; } = [];

    /// <summary>What waits for somebody to see to it, longest first.</summary>
    public IReadOnlyList<EscalationRecord> Escalations { get; init; } = [];

    /// <summary>Pages that wait for the digest; null for none.</summary>
    public PageDigest? Digest { get; init; }

    /// <summary>The newest report to leaders, with what became of it; null while there was none.</summary>
    public Report? Report { get; init; }

    /// <summary>The summaries of the newest reviews, the latest first.</summary>
    public IReadOnlyList<ReviewSummary> Reviews { get; init; } = [];

    /// <summary>Open issues, oldest first.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>What Auto Scaling is going to do by itself: no mode and no pause of ours stops it.</summary>
    public IEnumerable<(ComponentStatus Component, ArmedFloor Floor)> ArmedAt(DateTimeOffset now) =>
        Components.SelectMany(c => Arming.StillArmed(c.Resource, now).Select(a => (c, a)));
}
