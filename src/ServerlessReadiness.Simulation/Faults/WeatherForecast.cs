using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>Draws which faults a seed meets and when, before anything is played: both worlds meet the same.</summary>
internal static class WeatherForecast
{
    public static IReadOnlyList<PlannedFault> Draw(
        CompiledPlan plan,
        Weather weather,
        SimulatedChance chance)
    {
        var drawn = new List<PlannedFault>();
        if (weather == Weather.Fair)
        {
            return drawn;
        }

        var storm = weather == Weather.Storm;
        Some(FaultKind.SlowBoot, storm ? 2 : 1, storm ? 900_000 : 500_000, 10, 40);
        Some(FaultKind.Impaired, storm ? 5 : 2, 700_000, 1, 1);
        Some(FaultKind.CapacityShortage, storm ? 2 : 1, storm ? 800_000 : 150_000, 5, 30);
        if (storm)
        {
            Some(FaultKind.Quota, 1, 400_000, 10, 40);
            Some(FaultKind.Throttling, 2, 700_000, 3, 20);
            Some(FaultKind.MessagesLost, 2, 700_000, 3, 30);
            Some(FaultKind.ControlPlaneDown, 1, 600_000, 3, 20);
            Some(FaultKind.OutsideChange, 2, 600_000, 1, 1);
            Some(FaultKind.ZoneLoss, 1, 500_000, 20, 90);
            Some(FaultKind.SignalsFail, 1, 500_000, 5, 25);
            Some(FaultKind.SecondWriter, 1, 500_000, 1, 1);
            Some(FaultKind.GroupReplaced, 1, 400_000, 1, 1);
        }

        return drawn;

        void Some(FaultKind kind, int most, int perMillion, int minutesMin, int minutesMax)
        {
            var own = chance.Split(kind.ToString());
            var from = Instant.Ms(plan.Schedule.Prewarm);
            var until = Instant.Ms(plan.Schedule.Closed);
            for (var i = 0; i < most; i++)
            {
                // Every draw is made, so that what is left out moves nothing else.
                var happens = own.PerMillion(perMillion);
                var at = own.Between(from, until);
                var length = TimeSpan.FromMinutes(own.Between(minutesMin, minutesMax));
                var component = plan.Components[(int)own.Below(plan.Components.Count)].Name;
                if (happens)
                {
                    var everywhere = kind is FaultKind.ZoneLoss or FaultKind.Throttling or FaultKind.MessagesLost
                        or FaultKind.ControlPlaneDown or FaultKind.Quota or FaultKind.SignalsFail;
                    drawn.Add(new PlannedFault(kind, Instant.Of(at), length, everywhere ? null : component));
                }
            }
        }
    }
}
