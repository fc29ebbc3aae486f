using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>Alarms that are what the signals about them said last.</summary>
internal sealed class HeardAlarms : IAlarmStates
{
    private readonly SortedDictionary<string, AlarmTransition> _alarms = new(StringComparer.Ordinal);

    public IEnumerable<AlarmTransition> Read(Location location) => _alarms.Values
        .Where(a => a.Contributor is null && new Location(a.Alarm.Account, a.Alarm.Region) == location);

    /// <summary>An alarm has this state from now on; false when that is old news.</summary>
    public bool Hear(AlarmTransition transition)
    {
        // Each series of an alarm over several has a state of its own.
        var key = $"{transition.Alarm.Value}\n{transition.Contributor}";
        var known = _alarms.GetValueOrDefault(key);
        if (known is null || known.ChangedAt <= transition.ChangedAt)
        {
            _alarms[key] = transition with { Source = SignalSource.Sweep };
        }

        return known is null || known.ChangedAt < transition.ChangedAt;
    }
}
