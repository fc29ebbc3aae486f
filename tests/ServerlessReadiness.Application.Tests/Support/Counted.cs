using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>Measurements, kept.</summary>
internal sealed class Counted : IMeasurements
{
    public List<AlarmVerdict> Decisions { get; } = [];

    public List<EffectReport> Effects { get; } = [];

    public List<TimeSpan> SinceSignal { get; } = [];

    public void Decided(AlarmVerdict verdict) => Decisions.Add(verdict);

    public void Performed(EffectReport report) => Effects.Add(report);

    public void EffectStarted(TimeSpan sinceSignal) => SinceSignal.Add(sinceSignal);
}
