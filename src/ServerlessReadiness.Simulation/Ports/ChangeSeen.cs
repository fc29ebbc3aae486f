using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>A change to the world by one of our functions.</summary>
/// <param name="Change">What it is.</param>
/// <param name="Component">On which component; null for a message.</param>
/// <param name="Intent">The intent that its process had stored last when it made the call; null for none.</param>
/// <param name="By">Which process.</param>
internal sealed record ChangeSeen(Change Change, WorldComponent? Component, JournalEntry? Intent, string By);
