using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>A change to the world by one of our functions.</summary>
/// <param name="Change">What it is.</param>
/// <param name="Component">On which component; null for a message.</param>
/// <param name="Intent">The intent that its process had stored last when it made the call; null for none.</param>
/// <param name="By">Which process.</param>
/// <param name="SentMs">When its process made the call.</param>
internal sealed record ChangeSeen(
    Change Change,
    WorldComponent? Component,
    JournalEntry? Intent,
    string By,
    long SentMs = long.MaxValue)
{
    /// <summary>Whether it happened only after its sender had given up waiting, so that nobody could hold it back.
    /// </summary>
    public bool IsLateAt(long nowMs) => SentMs != long.MaxValue && nowMs - SentMs > CallFates.CallTimeoutMs;
}
