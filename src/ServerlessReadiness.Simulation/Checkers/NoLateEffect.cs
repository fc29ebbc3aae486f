using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 11: no change arrives while another run holds the resource; and one that nobody could hold back any more, because it
/// happened long after it was sent, does not stand where it undercuts the event's floor.
/// </summary>
internal sealed class NoLateEffect(Scene scene) : Checker(11, scene)
{
    /// <summary>For whoever notices, announces and sets it right.</summary>
    private const long StandsMsMax = 15 * Instant.MinuteMs;

    private readonly List<(WorldComponent Component, Change Change, Bounds To, long LandedMs)> _late = [];

    private int _minimumBefore;

    public override void Changes(ChangeSeen seen, long nowMs) =>
        _minimumBefore = seen.Component?.Units.Bounds.Minimum ?? 0;

    public override void Changed(ChangeSeen seen, long nowMs)
    {
        if (seen.IsLateAt(nowMs))
        {
            if (seen.Component is { } late && BoundsOf(seen.Change) is { } to
                && to.Minimum < Math.Min(late.Plan.Floor, _minimumBefore))
            {
                _late.Add((late, seen.Change, to, nowMs));
            }

            return;
        }

        if (seen.Component is { } component && seen.Intent?.Run is { } run
            && Scene.Ledger.Resources.GetValueOrDefault(component.Plan.Resource.Key)?.Lease is { } lease
            && lease.Holder != run && Instant.Of(nowMs) < lease.ExpiresAt && !Scene.Thieves.Contains(lease.Holder))
        {
            Violated(nowMs, $"\"{seen.Change}\" of run {run} arrived while run {lease.Holder} held the resource");
        }
    }

    public override void Minute(long nowMs)
    {
        for (var i = _late.Count - 1; i >= 0; i--)
        {
            var (component, change, to, landedMs) = _late[i];
            var isHeld = Scene.Ledger.Components.GetValueOrDefault(component.Plan.Name)?.Hold is not null;
            if (component.Units.Bounds != to || isHeld
                || Scene.Ledger.Head is not { Phase: Phase.Live, Mode: AutomationMode.Act, Cancelling: null })
            {
                _late.RemoveAt(i);
            }
            else if (nowMs - Math.Max(landedMs, Scene.LastHinderedMs) > StandsMsMax)
            {
                _late.RemoveAt(i);
                Violated(nowMs, $"\"{change}\", which landed late at {Instant.Of(landedMs):u}, still stands");
            }
        }
    }

    private static Bounds? BoundsOf(Change change) => change switch
    {
        Change.SetGroupBounds c => c.To,
        Change.SetTargetBounds c => c.To,
        _ => null,
    };
}
