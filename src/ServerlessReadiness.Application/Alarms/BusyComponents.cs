using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>
/// A hint, not state: components that were busy or held a moment ago, so that a burst of alarms on one component does
/// not read the world for each. Being wrong costs one more round trip, never a wrong decision.
/// </summary>
public sealed class BusyComponents
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(EventId, ComponentName), DateTimeOffset> _until = [];

    public bool IsBusy(EventId eventId, ComponentName? component, DateTimeOffset now) =>
        component is { } name && _until.TryGetValue((eventId, name), out var until) && now < until;

    public void Note(EventId eventId, ComponentName? component, AlarmVerdict verdict, DateTimeOffset now)
    {
        if (component is not { } name)
        {
            return;
        }

        if (verdict is AlarmVerdict.LeaseHeld or AlarmVerdict.CoolingDown or AlarmVerdict.Held
            or AlarmVerdict.BudgetSpent or AlarmVerdict.SameCause or AlarmVerdict.Paused or AlarmVerdict.Flapping)
        {
            _until[(eventId, name)] = now + KeepFor;
        }
        else
        {
            _until.Remove((eventId, name));
        }
    }
}
