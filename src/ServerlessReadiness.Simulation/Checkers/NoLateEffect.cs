using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>11: no change arrives while another run holds the resource.</summary>
internal sealed class NoLateEffect(Scene scene) : Checker(11, scene)
{
    public override void Changed(ChangeSeen seen, long nowMs)
    {
        if (seen.Component is { } component && seen.Intent?.Run is { } run
            && Scene.Ledger.Resources.GetValueOrDefault(component.Plan.Resource.Key)?.Lease is { } lease
            && lease.Holder != run && Instant.Of(nowMs) < lease.ExpiresAt && !Scene.Thieves.Contains(lease.Holder))
        {
            Violated(nowMs, $"\"{seen.Change}\" of run {run} arrived while run {lease.Holder} held the resource");
        }
    }
}
