using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>The account's alarms: one for each response with a model and each component that it means.</summary>
internal sealed class AlarmBoard : IAlarmStates
{
    private readonly List<SimulatedAlarm> _alarms = [];
    private readonly List<(Response Response, WorldComponent Component)> _perInstance = [];
    private readonly SortedDictionary<string, int> _sinceOver = new(StringComparer.Ordinal);
    private readonly Action<SimulatedAlarm> _changed;

    public AlarmBoard(CompiledPlan plan, SimulatedAccount account, long nowMs, Action<SimulatedAlarm> changed)
    {
        _changed = changed;
        foreach (var response in plan.Responses.Where(r => r.Model is not null))
        {
            var meant = response.Component is { } name
                ? account.Components.Where(c => c.Plan.Name == name)
                : account.Components.Where(c => c.IsLimited);
            foreach (var component in meant)
            {
                if (response.Model!.Measure == AlarmMeasure.StatusCheck)
                {
                    _perInstance.Add((response, component));
                }
                else
                {
                    _alarms.Add(AlarmNaming.Make(response, component, null, nowMs));
                }
            }
        }

        foreach (var (name, component) in AskedFor(plan, account))
        {
            if (_alarms.All(a => a.Id.Name != name))
            {
                var response = new Response(name, new AlarmSelector(name), null, AlarmRole.TargetHealth, null)
                {
                    Model = Failures,
                };
                _alarms.Add(AlarmNaming.Make(response, component, null, nowMs, isSilent: true));
            }
        }
    }

    public IReadOnlyList<SimulatedAlarm> All => _alarms;

    /// <summary>Alarms that no response of the plan means, but that its steps and endpoints ask about: they fire when
    /// more than a twentieth of the requests fails.</summary>
    private static readonly AlarmModel Failures = new(AlarmMeasure.FailedPercent, 5, TimeSpan.FromMinutes(1), 3, 2);

    public IEnumerable<AlarmTransition> Read(Location location) => _alarms
        .Where(a => Location.Of(a.Component.Plan.Resource) == location)
        .Select(a => a.Transition());

    /// <summary>Evaluates what has a period that ended with this minute.</summary>
    /// <param name="minuteMs">The end of the minute that the components have just counted.</param>
    /// <param name="nowMs">Now.</param>
    public void Look(long minuteMs, MinuteTotals totals, long nowMs)
    {
        foreach (var (response, component) in _perInstance)
        {
            Discover(response, component, nowMs);
        }

        for (var i = 0; i < _alarms.Count; i++)
        {
            var alarm = _alarms[i];
            var periodMs = Instant.Ms(alarm.Model.Period);
            if (minuteMs % periodMs == 0 && alarm.Look(ValueOf(alarm, totals, minuteMs, periodMs, nowMs), nowMs))
            {
                _changed(alarm);
            }
        }

        Forget();
    }

    private static IEnumerable<(string Name, WorldComponent Component)> AskedFor(
        CompiledPlan plan,
        SimulatedAccount account)
    {
        foreach (var endpoint in plan.Components.SelectMany(c => c.Endpoints))
        {
            if (endpoint.Behind is { } behind && account.Find(behind) is { } component)
            {
                foreach (var alarm in endpoint.Alarms)
                {
                    yield return (alarm, component);
                }
            }
        }

        var first = account.Components.Find(c => c.IsLimited) ?? account.Components[0];
        foreach (var step in TrafficSide.Steps(plan))
        {
            var on = step.On is { } name ? account.Find(name)! : first;
            foreach (var condition in step.When.Concat(step.Verify).OfType<StepCondition.AlarmIs>())
            {
                yield return (condition.Alarm, on);
            }

            foreach (var alarm in step.Do is StepAction.DnsShift shift ? shift.StopOn : [])
            {
                yield return (alarm, first);
            }
        }
    }

    /// <summary>An instance whose checks fail gets its alarm.</summary>
    private void Discover(Response response, WorldComponent component, long nowMs)
    {
        foreach (var machine in component.Units.Impaired)
        {
            var alarm = AlarmNaming.Make(response, component, machine, nowMs);
            if (!_alarms.Exists(a => a.Id == alarm.Id))
            {
                _alarms.Add(alarm);
            }
        }
    }

    /// <summary>The alarm of an instance that is gone is deleted with it, some time after.</summary>
    private void Forget()
    {
        const int KeptMinutes = 30;
        for (var i = _alarms.Count - 1; i >= 0; i--)
        {
            if (_alarms[i] is not { Instance: not null } alarm)
            {
                continue;
            }

            var minutes = alarm.State == AlarmStateValue.Alarm ? 0 : _sinceOver.GetValueOrDefault(alarm.Id.Value) + 1;
            _sinceOver[alarm.Id.Value] = minutes;
            if (minutes >= KeptMinutes)
            {
                _alarms.RemoveAt(i);
                _sinceOver.Remove(alarm.Id.Value);
            }
        }
    }

    private static int? ValueOf(
        SimulatedAlarm alarm,
        MinuteTotals totals,
        long minuteMs,
        long periodMs,
        long nowMs)
    {
        if (alarm.Instance is { } instance)
        {
            return StatusOf(alarm.Component, instance, nowMs);
        }

        var (offered, good, capacity, known) = totals.Sum(alarm.Component, minuteMs, periodMs);
        return alarm.Model.Measure switch
        {
            AlarmMeasure.UsePercent => known && capacity > 0
                ? (int)Math.Min(WorldComponent.UsePercentMax, offered * 100 / capacity)
                : null,
            _ => offered > 0 ? (int)((offered - good) * 100 / offered) : null,
        };
    }

    private static int? StatusOf(WorldComponent component, InstanceId instance, long nowMs)
    {
        var machine = component.Units.FindMachine(instance);
        return machine?.SnapshotAt(nowMs).StatusChecksPassed is { } passed ? (passed ? 0 : 1) : null;
    }
}
