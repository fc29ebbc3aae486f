using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 5: a name always leads to something that serves, and no move of ours leads more traffic to what is in alarm or has no
/// room for it, unless a person approved it. Judged when the move takes hold, by what could be known when it was announced.
/// </summary>
internal sealed class TrafficServed(Scene scene) : Checker(5, scene)
{
    /// <summary>An alarm younger than this at the announcement was not there to be read.</summary>
    private const long AlarmKnownMs = 15 * Instant.SecondMs;

    /// <summary>Metrics tell of a minute some time after it; what came since nobody could know.</summary>
    private const int MinutesKnown = 3;

    private readonly Dictionary<WorldComponent, Queue<(long Load, long Room)>> _minutes = [];
    private long[] _before = [];
    private long[] _servingBefore = [];

    public override void Minute(long nowMs)
    {
        foreach (var component in Scene.Account.Components)
        {
            if (component.Records is null && !component.IsLimited)
            {
                continue;
            }

            if (!_minutes.TryGetValue(component, out var known))
            {
                _minutes[component] = known = new Queue<(long, long)>();
            }

            known.Enqueue((Load(component), component.CarriedBy(component.Units.Serving)));
            if (known.Count > MinutesKnown)
            {
                known.Dequeue();
            }
        }
    }

    public override void Changes(ChangeSeen seen, long nowMs)
    {
        _before = seen.Component?.Records?.SharesOnceInSync() ?? [];
        _servingBefore = IsOfZones(seen.Change)
            ? [.. Scene.Account.Components.Select(c => (long)c.Units.Serving)]
            : [];
    }

    public override void Changed(ChangeSeen seen, long nowMs)
    {
        if (seen.IsLateAt(nowMs) || IsApproved(seen))
        {
            return;
        }

        switch (seen.Change)
        {
            case Change.SetRecords or Change.InvertHealthCheck when seen.Component?.Records is { } records:
                Look(seen, seen.Component, records, nowMs);
                break;
            case Change when IsOfZones(seen.Change):
                LookAtZones(seen, nowMs);
                break;
        }
    }

    /// <summary>A person was asked and answers for it.</summary>
    private bool IsApproved(ChangeSeen seen) => seen.Intent?.Run is { } id
        && Scene.Ledger.Runs.GetValueOrDefault(id)?.Steps.Any(s => s.Approval is { Granted: true }) == true;

    private static bool IsOfZones(Change change) => change is Change.StartZonalShift or Change.SetGroupSubnets;

    private void Look(ChangeSeen seen, WorldComponent name, SimulatedRecords records, long nowMs)
    {
        var after = records.SharesOnceInSync();
        var reaches = Enumerable.Range(0, after.Length).Any(i => after[i] > 0 && records.Targets[i].Serves);
        if (!reaches && records.Targets.Any(t => t.Serves))
        {
            Violated(nowMs, $"\"{seen.Change}\" leaves {name.Plan.Name} with nothing that serves");
        }

        if (seen.Change is Change.SetRecords && records.Records.All(r => r.Weight == 0))
        {
            Violated(nowMs, $"\"{seen.Change}\" leaves no record of {name.Plan.Name} with a weight");
        }

        for (var i = 0; i < after.Length; i++)
        {
            if (after[i] > _before[i] && records.Targets[i] is { IsPage: false, Component: { } target })
            {
                LookAt(seen, name, records.Targets[i].Set, target, after[i], nowMs);
            }
        }
    }

    private void LookAt(
        ChangeSeen seen,
        WorldComponent name,
        string set,
        WorldComponent target,
        long share,
        long nowMs)
    {
        var announced = Instant.Ms(seen.Intent?.At ?? Instant.Of(nowMs));
        var alarms = name.Plan.Endpoints.FirstOrDefault(e => e.SetIdentifier == set)?.Alarms ?? [];
        if (Scene.Alarms!.All.FirstOrDefault(a => alarms.Contains(a.Id.Name)
            && a.State == AlarmStateValue.Alarm && a.ChangedMs < announced - AlarmKnownMs) is { } firing)
        {
            Violated(nowMs, $"\"{seen.Change}\" leads more to {set}, where {firing.Id.Name} fires");
        }

        var load = Least(name);
        if (target.IsLimited && Most(target) * SimulatedRecords.Whole < load * share)
        {
            Violated(
                nowMs,
                $"\"{seen.Change}\" leads {share / 10_000} % of {load} requests to {set}, which carries {Most(target)}");
        }
    }

    private void LookAtZones(ChangeSeen seen, long nowMs)
    {
        foreach (var component in Scene.Account.Components.Where(c => c.IsLimited))
        {
            var serving = component.Units.Serving;
            if (serving < _servingBefore[component.Index] && component.CarriedBy(serving) < Least(component)
                && component.CarriedBy((int)_servingBefore[component.Index]) >= Least(component))
            {
                Violated(
                    nowMs,
                    $"\"{seen.Change}\" leaves {serving} units of {component.Plan.Name} for {Least(component)} requests");
            }
        }
    }

    private static long Load(WorldComponent component) => component.Records?.Offered ?? component.Offered;

    private long Least(WorldComponent component) => _minutes.TryGetValue(component, out var known)
        ? known.Aggregate(Load(component), (least, minute) => Math.Min(least, minute.Load))
        : Load(component);

    private long Most(WorldComponent component)
    {
        var room = component.CarriedBy(component.Units.Serving);
        return _minutes.TryGetValue(component, out var known)
            ? known.Aggregate(room, (most, minute) => Math.Max(most, minute.Room))
            : room;
    }
}
