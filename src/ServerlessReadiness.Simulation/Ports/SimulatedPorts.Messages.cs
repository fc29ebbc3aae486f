using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>What leaders and contacts get: everything arrives, unless the call fails. Nothing draws.</summary>
internal sealed partial class SimulatedPorts : IMail
{
    /// <summary>A report goes to a leader; any other mail is what a run does, announced like all that runs do.</summary>
    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        gate.Instance.Function == FunctionSetup.Reporter.Name
            ? gate.CallAsync(CallKind.Effect, "a mail", () => witness.Told(mail.Id, mail.To, gate.Instance.Name))
            : ChangeAsync(
                new Change.SendMail(mail.Id, mail.From, mail.To, mail.Subject, mail.Text, mail.Html),
                () => null,
                () => { });

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
