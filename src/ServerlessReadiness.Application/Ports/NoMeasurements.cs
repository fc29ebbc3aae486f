using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Where nobody looks: rehearsals, the command line, tests.</summary>
public sealed class NoMeasurements : IMeasurements
{
    public void Decided(AlarmVerdict verdict)
    {
        // Nobody looks.
    }

    public void Performed(EffectReport report)
    {
        // Nobody looks.
    }

    public void EffectStarted(TimeSpan sinceSignal)
    {
        // Nobody looks.
    }
}
