using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Ports;

/// <summary>
/// What the system counts and times about itself, for those who run it. Nothing is decided from it, so it must neither
/// fail nor wait.
/// </summary>
public interface IMeasurements
{
    /// <summary>A decision on an alarm is stored.</summary>
    void Decided(AlarmVerdict verdict);

    /// <summary>An effect was tried, and this is known of it.</summary>
    void Performed(EffectReport report);

    /// <summary>The first effect of an alarm's run starts.</summary>
    /// <param name="sinceSignal">Since the alarm changed, by CloudWatch's clock and ours; never below zero.</param>
    void EffectStarted(TimeSpan sinceSignal);
}
