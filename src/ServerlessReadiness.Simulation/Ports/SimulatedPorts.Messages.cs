using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>What leaders get: everything arrives, unless the call fails. Nothing draws.</summary>
internal sealed partial class SimulatedPorts : IMail, IMetricCharts
{
    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        gate.CallAsync(CallKind.Effect, "a mail", () => witness.Told(mail.Id, mail.To, gate.Instance.Name));

    public Task<ReadOnlyMemory<byte>?> DrawAsync(
        Location location,
        PlanMetric metric,
        MetricRange? range,
        string title,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    /// <summary>The leaders' topic, which is another than the one that calls people.</summary>
    private sealed class LeadersTopic(SimulatedPorts ports) : INotifier
    {
        private readonly SimulatedPorts _ports = ports;

        public Task PublishAsync(Change.Publish message, CancellationToken cancellationToken) =>
            _ports.PublishToLeadersAsync(message);
    }

    private Task PublishToLeadersAsync(Change.Publish message) => gate.CallAsync(
        CallKind.Effect,
        "the leadership topic",
        () => witness.Told(message.Token, "leadership topic", gate.Instance.Name));
}
