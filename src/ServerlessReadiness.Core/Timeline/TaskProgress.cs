using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>How far the tasks are.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Done">Those that are done.</param>
/// <param name="Late">Those that should be.</param>
/// <param name="Next">The one that is due next; null when none is left.</param>
public sealed record TaskProgress(int Total, int Done, int Late, TimelineTask? Next)
{
    public static TaskProgress Of(IReadOnlyCollection<TimelineTask> tasks, PlanClocks clocks, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return new TaskProgress(
            tasks.Count,
            tasks.Count(t => t.IsDone),
            tasks.Count(t => t.StateAt(now, clocks) == TaskState.Late),
            tasks.Where(t => !t.IsDone).OrderBy(t => t.Due).FirstOrDefault(t => t.Due > now));
    }
}
