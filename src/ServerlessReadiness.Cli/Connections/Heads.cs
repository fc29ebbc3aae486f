using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>Finds events.</summary>
internal static class Heads
{
    public static async Task<EventHead?> FindAsync(Records records, EventId eventId, CancellationToken stop) =>
        (await records.Store.FindAsync(StateKeys.Head(eventId), stop)).Value;
}
