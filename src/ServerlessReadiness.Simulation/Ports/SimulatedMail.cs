using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Mail that reaches everybody, seen by the witness at the instant at which it leaves.</summary>
internal sealed class SimulatedMail(Scheduler scheduler, Gate gate, IPortWitness witness) : IMail
{
    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        // The call may arrive after its process has gone on to something else.
        var (intent, sentMs) = (gate.Instance.LastIntent, scheduler.NowMs);
        var change = new Change.SendMail(mail.Id, mail.From, mail.To, mail.Subject, mail.Text, mail.Html);
        return gate.CallAsync(CallKind.Effect, change.Describe(), () =>
        {
            var seen = new ChangeSeen(change, null, intent, gate.Instance.Name, sentMs);
            witness.Changes(seen);
            witness.Changed(seen);
        });
    }
}
