using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.Timeline;

/// <summary>The tasks of a plan with what people did to them.</summary>
public static class TaskBook
{
    /// <summary>In the order of their due dates. One query.</summary>
    public static async Task<IReadOnlyList<TimelineTask>> ReadAsync(
        IStateStore store,
        CompiledPlan plan,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var records = (await store.ListAsync(
                StateKeys.EventPk(plan.Event),
                StateKeys.TaskPrefix,
                StateJson.Default.TaskRecord,
                cancellationToken))
            .ToDictionary(r => r.Value.Task);
        return
        [
            .. TimelineTasks.Of(plan)
                .Select(t => records.TryGetValue(t.Id, out var found)
                    ? new TimelineTask(t, found.Value) { Changes = found.Version }
                    : new TimelineTask(t, null))
                .OrderBy(t => t.Due),
        ];
    }
}
