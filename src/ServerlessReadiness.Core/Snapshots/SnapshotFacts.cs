using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>All that was read for a snapshot.</summary>
/// <param name="Report">What a report of this moment would be made of, with the metrics of some hours.</param>
/// <param name="Tasks">The event's tasks.</param>
/// <param name="Names">The components that steer names, with their records; null where they could not be read.</param>
/// <param name="DeadLetters">Queues in which something waits; null when nobody could look.</param>
public sealed record SnapshotFacts(
    ReportFacts Report,
    IReadOnlyList<TimelineTask> Tasks,
    IReadOnlyList<(Component Component, RecordsSnapshot? Records)> Names,
    IReadOnlyList<QueueView>? DeadLetters);
