using System.Globalization;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Messages;

/// <summary>
/// The topic that alarms publish to: every message arrives at least once, unordered, perhaps repeated, late, or lost
/// and delivered again much later.
/// </summary>
internal sealed class SimulatedTopic(
    Scheduler scheduler,
    SimulatedChance chance,
    Rates rates,
    Action<byte[], string> deliver)
{
    private const long RedeliveredAfterMsMax = 20 * Instant.MinuteMs;

    private int _messages;

    /// <summary>While it holds nothing arrives, and nothing is delivered again.</summary>
    public Func<bool> IsCut { get; init; } = () => false;

    public void Publish(SimulatedAlarm alarm)
    {
        Publish(id => AlarmPayload.Sns(alarm, id, scheduler.NowMs), alarm.Transition().DedupeKey);
    }

    /// <param name="message">The payload, given the message's id.</param>
    /// <param name="about">What it is about, as the journal calls it.</param>
    public void Publish(Func<string, byte[]> message, string about)
    {
        var payload = message(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++_messages:x12}"));
        var delay = chance.Between(80, 400);
        var late = chance.PerMillion(rates.MessageLate) ? chance.Between(0, rates.MessageLateMsMax) : 0;
        var lost = chance.PerMillion(rates.MessageLostThenRedelivered)
            ? chance.Between(Instant.MinuteMs, RedeliveredAfterMsMax)
            : 0;
        var again = chance.PerMillion(rates.MessageRepeated) ? chance.Between(0, 2 * Instant.MinuteMs) : -1;
        if (IsCut())
        {
            return;
        }

        scheduler.AtAnyTurn(scheduler.NowMs + delay + late + lost, () => deliver(payload, about));
        if (again >= 0)
        {
            scheduler.AtAnyTurn(scheduler.NowMs + delay + again, () => deliver(payload, about));
        }
    }
}
