using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>What CloudWatch says of the simulated account's alarms.</summary>
internal interface IAlarmStates
{
    IEnumerable<AlarmTransition> Read(Location location);
}
