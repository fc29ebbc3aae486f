using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>An instance of a simulated group that waits in a lifecycle hook.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Hook">The hook as the group has it.</param>
/// <param name="Token">The lifecycle action's token.</param>
/// <param name="SinceMs">When it began to wait.</param>
internal sealed record HookWaiting(string Group, InstanceId Instance, HookTerms Hook, string Token, long SinceMs)
{
    /// <summary>When the group goes on by itself; heartbeats move it.</summary>
    public long DeadlineMs { get; set; }
}
