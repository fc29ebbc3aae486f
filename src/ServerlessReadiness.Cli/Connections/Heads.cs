using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>Finds events.</summary>
internal static class Heads
{
    public static async Task<EventHead?> FindAsync(Records records, EventId eventId, CancellationToken stop) =>
        (await records.Store.FindAsync(StateKeys.Head(eventId), stop)).Value;

    /// <exception cref="CliException">There is no such event.</exception>
    public static async Task<EventHead> RequireAsync(Records records, EventId eventId, CancellationToken stop) =>
        await FindAsync(records, eventId, stop) ?? throw new CliException(
            ExitCodes.No,
            $"there is no event {eventId}",
            "see the open events with readiness status");
}
