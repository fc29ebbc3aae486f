using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 9: every wait in a lifecycle hook of the plan is ended before Auto Scaling ends it, in every mode. Nobody is to blame
/// for one during which our functions were kept from working, or that outlasts the event.
/// </summary>
internal sealed class HooksComplete(Scene scene) : Checker(9, scene)
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public override void Minute(long nowMs)
    {
        foreach (var group in Scene.Account.Components.Select(c => c.Units).OfType<SimulatedGroup>())
        {
            for (var i = _seen.GetValueOrDefault(group.Name); i < group.TimedOut.Count; i++)
            {
                var late = group.TimedOut[i];
                if (Scene.LastHinderedMs < late.SinceMs
                    && Scene.Ledger.Head is { Phase: not (Phase.Closed or Phase.Cancelled) })
                {
                    Violated(
                        nowMs,
                        $"{late.Instance} waited in hook {late.Hook.Name} of group {late.Group} from "
                        + $"{Instant.Of(late.SinceMs):u} until its time-out at {Instant.Of(late.DeadlineMs):u}");
                }
            }

            _seen[group.Name] = group.TimedOut.Count;
        }
    }

    public override void End(long nowMs) => Minute(nowMs);
}
