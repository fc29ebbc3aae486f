using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>A task with what people did to it.</summary>
/// <param name="Task">As the plan has it.</param>
/// <param name="Record">What people did; null for nothing.</param>
public sealed record TimelineTask(PlannedTask Task, TaskRecord? Record)
{
    /// <summary>How often people have changed it.</summary>
    public long Changes { get; init; }

    public TaskId Id => Task.Id;

    public DateTimeOffset Due => Record?.Due ?? Task.Due;

    public string Owner => Record?.Owner ?? Task.Owner;

    public bool IsDone => Record?.DoneAt is not null;

    public TaskState StateAt(DateTimeOffset now, PlanClocks clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        return this switch
        {
            { IsDone: true } => TaskState.Done,
            _ when Due <= now => TaskState.Late,
            _ when clocks.ToLocal(Due).Date <= clocks.ToLocal(now).Date.AddDays(1) => TaskState.Near,
            _ => TaskState.Open,
        };
    }
}
