using System.Diagnostics;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>Lets planned and drawn faults begin and end.</summary>
internal sealed class FaultPlayer(
    Scheduler scheduler,
    SimulatedAccount account,
    CallFates fates,
    SimulatedChance chance,
    Action<PlannedFault, bool> told)
{
    private const int SlowBootPercent = 300;
    private const int ImpairedShare = 10;

    private int _messagesLost;
    private int _throttling;
    private int _controlPlaneDown;
    private int _signalsFail;

    public bool AreMessagesLost => _messagesLost > 0;

    public bool IsControlPlaneDown => _controlPlaneDown > 0;

    public bool DoSignalsFail => _signalsFail > 0;

    public void Schedule(IEnumerable<PlannedFault> faults)
    {
        foreach (var fault in faults)
        {
            var zone = (int)chance.Split($"zone {fault.Kind} {fault.At:O}").Below(int.MaxValue);
            scheduler.At(Instant.Ms(fault.At), () =>
            {
                told(fault, true);
                Set(fault, zone, begins: true);
            });
            scheduler.At(Instant.Ms(fault.At + fault.Duration), () =>
            {
                told(fault, false);
                Set(fault, zone, begins: false);
            });
        }
    }

    private void Set(PlannedFault fault, int zone, bool begins)
    {
        var now = scheduler.NowMs;
        switch (fault.Kind)
        {
            case FaultKind.Throttling:
                _throttling += begins ? 1 : -1;
                fates.IsThrottling = _throttling > 0;
                return;
            case FaultKind.MessagesLost:
                _messagesLost += begins ? 1 : -1;
                return;
            case FaultKind.ControlPlaneDown:
                _controlPlaneDown += begins ? 1 : -1;
                return;
            case FaultKind.SignalsFail:
                _signalsFail += begins ? 1 : -1;
                return;
            case FaultKind.RegionLoss:
                SetRegion(RegionOf(fault), begins, now);
                return;
        }

        foreach (var component in account.Components.Where(c =>
            fault.Component is null || c.Plan.Name == fault.Component))
        {
            SetOn(component, fault.Kind, zone, begins, now);
        }
    }

    /// <summary>Without a component: the region of the last one, so that ours, which the first is in, is not it.
    /// </summary>
    private string RegionOf(PlannedFault fault) => SimulatedAccount.RegionOf(
        account.Components.Find(c => c.Plan.Name == fault.Component) ?? account.Components.FindLast(c => c.IsLimited)!);

    private void SetRegion(string region, bool isLost, long nowMs)
    {
        // Our functions go with the region that they run in.
        _controlPlaneDown += region != account.HomeRegion ? 0 : isLost ? 1 : -1;
        foreach (var component in account.Components.Where(c => SimulatedAccount.RegionOf(c) == region))
        {
            component.Conditions.IsLost = isLost;
            component.Units.LoseRegion(isLost, nowMs);
        }
    }

    private static void SetOn(WorldComponent component, FaultKind kind, int zone, bool begins, long now)
    {
        switch (kind)
        {
            case FaultKind.ZoneLoss:
                var lost = zone % (component.Plan.Model?.Zones ?? 2);
                component.Conditions.LostZone = begins ? lost : -1;
                if (begins)
                {
                    component.Units.LoseZone(lost, now);
                }

                break;
            case FaultKind.SlowBoot:
                component.Conditions.BootPercent = begins ? SlowBootPercent : 100;
                break;
            case FaultKind.CapacityShortage:
                component.Conditions.IsShort = begins;
                break;
            case FaultKind.Quota:
                component.Conditions.IsQuotaUsed = begins;
                break;
            case FaultKind.OutsideChange when begins:
                var bounds = component.Units.Bounds;
                component.Units.SetBoundsFromOutside(bounds with { Minimum = bounds.Minimum / 2 }, now);
                break;
            case FaultKind.Impaired when begins:
                component.Units.Impair(Math.Max(1, component.Units.Serving / ImpairedShare), now);
                break;
            case FaultKind.SecondWriter when begins:
                SecondWriter.Reset(component, now);
                break;
            case FaultKind.GroupReplaced when begins && component.Units is SimulatedGroup group:
                group.ReplaceFromOutside(
                    SimulatedAccount.NormalBounds(component.Plan, component.NormalUnits),
                    now);
                break;
            case FaultKind.OutsideChange or FaultKind.Impaired or FaultKind.SecondWriter or FaultKind.GroupReplaced:
                // They are over as soon as they have happened.
                break;
            default:
                throw new UnreachableException($"No row for {kind}.");
        }
    }
}
