using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Simulation.Recording;

/// <summary>A played event's own counts, as what was measured of it: nothing of a simulated world is unknown.</summary>
internal static class Measured
{
    public static EventFacts In(EventFacts facts, SimulationResult result)
    {
        List<DemandPoint> demand = [];
        List<CapacityPoint> capacity = [];
        foreach (var minute in result.Minutes)
        {
            var counted = minute.Requests;
            demand.Add(new DemandPoint(minute.At, counted.Offered, counted.Served, counted.Shed, counted.Failed));
            capacity.AddRange(minute.Components.Select(c =>
                new CapacityPoint(minute.At, c.Component, c.InService, c.Offered)));
        }

        return facts with
        {
            Measured = new Measurement(TimeSpan.FromMinutes(1), demand, capacity)
            {
                Strains = [.. result.Pressures.Select(p => new Strain(p.Component, p.From, p.RelievedAt))],
                ExtraSpend = result.ExtraSpend,
                IsRehearsed = true,
            },
        };
    }
}
