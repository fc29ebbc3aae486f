using System.CommandLine;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Cli.Timeline;

/// <summary>Where tasks are read from: an event with what people did, or a plan's file before there is one.</summary>
internal sealed class TaskSource
{
    private readonly PlanChoice _choice = new();

    public Option<string?> EventId => _choice.EventId;

    public Option<string?> Plan => _choice.Plan;

    /// <summary>The plan, its version (0 for a file) and its tasks.</summary>
    public async Task<(CompiledPlan Plan, int Version, IReadOnlyList<TimelineTask> Tasks)> ReadAsync(
        CommandCall call,
        CancellationToken stop)
    {
        if (_choice.EventOf(call) is not { } id)
        {
            var plan = await _choice.ReadAsync(call, stop);
            return (plan, 0, [.. TimelineTasks.Of(plan).Select(t => new TimelineTask(t, null))]);
        }

        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        var (inForce, version) = await PlanChoice.InForceAsync(records, id, stop);
        return (inForce, version, await TaskBook.ReadAsync(records.Store, inForce, stop));
    }
}
