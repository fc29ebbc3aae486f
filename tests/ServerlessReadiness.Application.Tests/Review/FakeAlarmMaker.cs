using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Alarms;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>Keeps what was asked of it.</summary>
internal sealed class FakeAlarmMaker : IAlarmMaker
{
    public List<string> Calls { get; } = [];

    /// <summary>An alarm of this name exists already.</summary>
    public string? Refused { get; init; }

    public Task CreateAsync(AlarmProposal alarm, CancellationToken cancellationToken) => alarm.Name == Refused
        ? Task.FromException(new PortException(PortFailure.Refused, $"Alarm {alarm.Name} exists and is not replaced."))
        : Keep($"create {alarm.Name}");

    public Task EnsureCanaryAsync(AlarmId alarm, EquatableList<string> actions, CancellationToken cancellationToken) =>
        Keep($"ensure {alarm.Name} {actions}");

    public Task SetStateAsync(AlarmId alarm, AlarmStateValue state, string reason, CancellationToken cancellationToken) =>
        Keep($"{state}");

    private Task Keep(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }
}
