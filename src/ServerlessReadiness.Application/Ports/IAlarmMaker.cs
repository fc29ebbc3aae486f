using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Alarms;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Creates alarms and sets the canary's state: only when a person asks for it.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IAlarmMaker
{
    /// <summary>Creates the alarm. One of that name is not replaced: it is refused.</summary>
    Task CreateAsync(AlarmProposal alarm, CancellationToken cancellationToken);

    /// <summary>Makes sure that the canary alarm exists as it should be; its state is left as it is.</summary>
    Task EnsureCanaryAsync(AlarmId alarm, EquatableList<string> actions, CancellationToken cancellationToken);

    /// <summary>Sets an alarm's state until its next evaluation; CloudWatch acts as if it had found it so.</summary>
    Task SetStateAsync(AlarmId alarm, AlarmStateValue state, string reason, CancellationToken cancellationToken);
}
