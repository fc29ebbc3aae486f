
namespace ServerlessReadiness.Core.Plans.Traffic;

/// <summary>The requests that a plan leads to each component at its peak, by forecast, weights and calls.</summary>
public static class ExpectedLoad
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Requests a second at each component's own highest; empty when the plan has no forecast.</summary>
    public static IReadOnlyDictionary<ComponentName, decimal> Peaks(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var peaks = new Dictionary<ComponentName, decimal>();
        if (plan.Traffic.Count == 0)
        {
            return peaks;
        }

        // Callers first, so that each passes on all that reaches it.
        var order = ComponentGraph.Levels(plan.Components).Reverse().SelectMany(l => l).ToList();
        for (var at = plan.Schedule.Prewarm; at < plan.Schedule.Closed; at += Step)
        {
            var rates = Entering(plan, at);
            foreach (var component in order)
            {
                var rate = rates.GetValueOrDefault(component.Name);
                foreach (var called in component.DependsOn)
                {
                    rates[called.Component] =
                        rates.GetValueOrDefault(called.Component) + (rate * (double)called.Factor);
                }
            }

            foreach (var (component, rate) in rates)
            {
                peaks[component] = Math.Max(peaks.GetValueOrDefault(component), Math.Round((decimal)rate, 1));
            }
        }

        return peaks;
    }

    private static Dictionary<ComponentName, double> Entering(CompiledPlan plan, DateTimeOffset at)
    {
        var rates = new Dictionary<ComponentName, double>();
        foreach (var stream in plan.Traffic)
        {
            var weights = Math.Max(1, stream.Targets.Sum(t => t.Weight));
            var rate = TrafficForecast.RateAt(stream, at);
            foreach (var target in stream.Targets)
            {
                rates[target.Component] = rates.GetValueOrDefault(target.Component) + (rate * target.Weight / weights);
            }
        }

        return rates;
    }
}
