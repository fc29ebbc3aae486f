using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>A group's lifecycle hooks. The plan names them; what the group says of them is assumed.</summary>
internal static class HooksSetup
{
    /// <summary>Shorter than the service's default of an hour, so that heartbeats are needed.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    public static IReadOnlyList<HookTerms> Of(CompiledPlan plan, Component component) =>
    [
        .. plan.Hooks.Where(h => h.Component == component.Name).Select(h =>
            new HookTerms(h.Hook, h.Launching, Timeout, AbandonsByDefault: true, Metadata: null, WaitMax: null)),
    ];
}
