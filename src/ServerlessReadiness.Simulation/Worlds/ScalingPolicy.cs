using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// The workload's own target tracking, as Auto Scaling does it: out after three minutes of high use, in after fifteen
/// of low. It moves desired within the bounds, with and without automation.
/// </summary>
internal sealed class ScalingPolicy(int targetPercent)
{
    private const int OutMinutes = 3;
    private const int InMinutes = 15;

    /// <summary>The low alarm of target tracking lies a tenth below the target.</summary>
    private const int LowPercentOfTarget = 90;

    private const long InCooldownMs = 5 * Instant.MinuteMs;

    private int _high;
    private int _low;
    private long _lastInMs;

    /// <param name="usePercent">The minute's use of what serves; null without data, which proves nothing.</param>
    /// <param name="units">What is scaled.</param>
    /// <param name="nowMs">The minute's end.</param>
    public void Look(int? usePercent, Units units, long nowMs)
    {
        if (usePercent is not { } use)
        {
            (_high, _low) = (0, 0);
            return;
        }

        _high = use > targetPercent ? _high + 1 : 0;
        _low = use * 100 < targetPercent * LowPercentOfTarget ? _low + 1 : 0;
        var wanted = (int)(((long)units.Serving * use + targetPercent - 1) / targetPercent);
        if (_high >= OutMinutes && wanted > units.Desired)
        {
            units.ScaleTo(wanted, nowMs);
        }
        else if (_low >= InMinutes && wanted < units.Desired && nowMs >= _lastInMs + InCooldownMs)
        {
            _lastInMs = nowMs;
            units.ScaleTo(wanted, nowMs);
        }
    }
}
