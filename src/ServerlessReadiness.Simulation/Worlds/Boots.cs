using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>How long a component's launches take, and which of them never serve.</summary>
internal sealed class Boots(CapacityModel? model, decimal factor, int jitterPercent, SimulatedChance chance)
{
    /// <summary>For a component whose model the plan does not give.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(90);

    private readonly long _normalMs =
        (long)(Instant.Ms(model?.BootTime ?? Usual) * factor);

    private readonly int _failuresPerMillion = (model?.FailuresPerThousandLaunches ?? 0) * 1000;

    public long Draw(Conditions conditions)
    {
        var jitter = jitterPercent == 0 ? 0 : chance.Between(-jitterPercent, jitterPercent);
        return Math.Max(Instant.SecondMs, _normalMs * conditions.BootPercent / 100 * (100 + jitter) / 100);
    }

    public bool DrawFailure() => chance.PerMillion(_failuresPerMillion);
}
