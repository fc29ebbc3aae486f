using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// The account of an event that is live: every component at its floor, every setting at the event's value.
/// </summary>
/// <param name="Members">Instances that are members, by the name of their group; others fill it up.</param>
internal sealed record LiveAlready(ILookup<string, InstanceId> Members);
