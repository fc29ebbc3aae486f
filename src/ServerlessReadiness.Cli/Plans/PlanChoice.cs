using System.CommandLine;
using ServerlessReadiness.Cli.Commands;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>An event in force, or a plan's file before it is applied: the options, and what they name.</summary>
internal sealed class PlanChoice
{
    public Option<string?> EventId { get; } = Choices.Event("The event.");

    public Option<string?> Plan { get; } = new("--plan")
    {
        Description = "A plan's file instead, before it is applied: nothing is done then.",
        HelpName = "PLAN",
    };

    /// <summary>The event; null where a file is meant.</summary>
    /// <exception cref="CliException">None or both are named.</exception>
    public EventId? EventOf(CommandCall call)
    {
        var (path, id) = (call.Value(Plan), Choices.EventOf(call.Value(EventId)));
        return path is null == id is null
            ? throw CliException.BadInput(
                path is null ? "no event is named" : "both an event and a plan's file are named",
                "give --event ID, or --plan PLAN")
            : id;
    }

    /// <summary>The plan that is meant.</summary>
    public async Task<CompiledPlan> ReadAsync(CommandCall call, CancellationToken stop)
    {
        if (EventOf(call) is not { } id)
        {
            return await PlanFile.RequireAsync(call.Value(Plan)!, stop);
        }

        using var session = AwsSession.Open(call.Settings, call.Around);
        return (await InForceAsync(session.Records(call.Settings, call.Around), id, stop)).Plan;
    }

    /// <exception cref="CliException">There is no such event.</exception>
    public static async Task<(CompiledPlan Plan, int Version)> InForceAsync(
        Records records,
        EventId id,
        CancellationToken stop)
    {
        var head = await Heads.RequireAsync(records, id, stop);
        return (await records.Events.PlanAsync(id, head.PlanVersion, stop), head.PlanVersion);
    }
}
