using System.CommandLine;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Cli.Commands;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Cli.Timeline;

/// <summary>Where tasks are read from: an event with what people did, or a plan's file before there is one.</summary>
internal sealed class TaskSource
{
    public Option<string?> EventId { get; } = Choices.Event("The event.");

    public Option<string?> Plan { get; } = new("--plan")
    {
        Description = "A plan's file instead, before it is applied: nothing is done then.",
        HelpName = "PLAN",
    };

    /// <summary>The plan, its version (0 for a file) and its tasks.</summary>
    public async Task<(CompiledPlan Plan, int Version, IReadOnlyList<TimelineTask> Tasks)> ReadAsync(
        CommandCall call,
        CancellationToken stop)
    {
        var (path, id) = (call.Value(Plan), Choices.EventOf(call.Value(EventId)));
        if (path is null == id is null)
        {
            throw CliException.BadInput(
                path is null ? "no event is named" : "both an event and a plan's file are named",
                "give --event ID, or --plan PLAN");
        }

        if (path is not null)
        {
            var plan = await PlanFile.RequireAsync(path, stop);
            return (plan, 0, [.. TimelineTasks.Of(plan).Select(t => new TimelineTask(t, null))]);
        }

        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        var head = (await Heads.FindAsync(records, id!.Value, stop))
            ?? throw new CliException(ExitCodes.No, $"there is no event {id}", "see the open ones with readiness status");
        var inForce = await records.Events.PlanAsync(id.Value, head.PlanVersion, stop);
        return (inForce, head.PlanVersion, await TaskBook.ReadAsync(records.Store, inForce, stop));
    }
}
