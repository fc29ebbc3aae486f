using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 7: when an event is over every restore point is restored or explicitly kept, no page is up and traffic goes where it
/// went, nothing of ours is left armed, and nothing is changed any more.
/// </summary>
internal sealed class BackToNormal(Scene scene) : Checker(7, scene)
{
    private readonly Bounds[] _atStart = [.. scene.Account.Components.Select(c => c.Units.Bounds)];

    private bool IsOver => Scene.Ledger.Head is { Phase: Phase.Closed or Phase.Cancelled };

    public override void Commits(CommitSeen seen, long nowMs)
    {
        foreach (var (before, head) in seen.Heads)
        {
            if (head.Phase is Phase.Closed or Phase.Cancelled && before?.Phase != head.Phase)
            {
                foreach (var component in Scene.Account.Components)
                {
                    Look(component, nowMs);
                }
            }
        }
    }

    public override void Changed(ChangeSeen seen, long nowMs)
    {
        // Groups still send the last instances through their hooks, and nobody else lets them go.
        if (IsOver && !seen.Change.IsMessage && !HookChanges.IsOne(seen.Change) && !seen.IsLateAt(nowMs))
        {
            Violated(nowMs, $"\"{seen.Change}\" was made after the event was {Scene.Ledger.Head!.Phase}");
        }
    }

    public override void End(long nowMs)
    {
        if (!IsOver)
        {
            Violated(
                nowMs,
                $"the event is still {Scene.Ledger.Head?.Phase}: {Scene.Ledger.Return?.WhatIsOpen() ?? "not begun"}");
        }
    }

    private void Look(WorldComponent component, long nowMs)
    {
        var name = component.Plan.Name;
        var isKept = Scene.Ledger.Return?.Find(name)?.State == RestoreState.Kept;
        if (isKept || Scene.ChangedFromOutside.Contains(name))
        {
            return;
        }

        LookAtTraffic(component, nowMs);
        if (Scene.Ledger.RestorePoints.GetValueOrDefault(component.Plan.Resource.Key) is not { } point)
        {
            return;
        }

        // What was captured must be what was there before we touched it.
        var before = _atStart[component.Index];
        if (component.Units is SimulatedGroup or SimulatedTarget && point.Bounds != before)
        {
            Violated(nowMs, $"{name} had bounds {before} before the event, and {point.Bounds} were taken for them");
        }

        switch (component.Units)
        {
            case SimulatedSetting setting when !IsBack(setting, point, component.Plan, nowMs):
                Violated(
                    nowMs,
                    $"{name} is set to {setting.SnapshotAt(nowMs).Values}, and was {point.Settings} before the event");
                break;
            case SimulatedGroup or SimulatedTarget when component.Units.Bounds != point.Bounds:
                Violated(nowMs, $"{name} has bounds {component.Units.Bounds}, and had {point.Bounds} before the event");
                break;
        }

        if (component.Units is SimulatedGroup group
            && group.SnapshotAt(nowMs, GroupDetails.Schedules).Armed is { Count: > 0 } armed)
        {
            Violated(nowMs, $"{name} is still armed: {armed}");
        }
    }

    /// <summary>Names lead where they led, and no page, limit or shift of ours is left.</summary>
    private void LookAtTraffic(WorldComponent component, long nowMs)
    {
        var name = component.Plan.Name;
        var left = component switch
        {
            { Records: { } records } when records.IsAnyInverted => "still has an inverted health check",
            { Records: { } records } when !records.Records.SequenceEqual(records.AtStart) =>
                $"has the records {records.Records}, and had {records.AtStart} before the event",
            { Listener: { } listener } when listener.Added.Any() => $"still shows {string.Join(", ", listener.Added)}",
            { Zones.IsAnyShifted: true } => "is still shifted away from a zone",
            { Units: SimulatedGroup { IsAnyZoneClosed: true } } => "still lacks the subnets of a zone",
            { Units: SimulatedKnobs { IsTurned: true } knobs } =>
                $"is set to {knobs.SnapshotAt(nowMs).Values}, and was {knobs.AtStart} before the event",
            _ => null,
        };
        if (left is not null)
        {
            Violated(nowMs, $"{name} {left}");
        }
    }

    private static bool IsBack(SimulatedSetting setting, RestorePoint point, Component plan, long nowMs)
    {
        // Warm throughput cannot be lowered, by anyone.
        var isWarm = plan.Resource is Resource.Setting { Service: SettingService.TableWarmThroughput };
        return isWarm || point.Settings.All(s => setting.SnapshotAt(nowMs).Find(s.Name) == s.Value);
    }
}
