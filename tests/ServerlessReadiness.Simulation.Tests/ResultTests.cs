using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class ResultTests
{
    [Fact]
    public void Totals_of_minutes_hours_and_the_whole_agree()
    {
        // Without a pre-warm, so that there is pressure to relieve.
        var result = Simulator.Run(SmallSale.Plan with { Stages = [] }, new SimulationSettings(3));

        Assert.Equal(result.Requests.Offered, result.Minutes.Sum(m => m.Requests.Offered));
        Assert.Equal(result.Requests.Failed, result.Hours.Sum(h => h.Requests.Failed));
        Assert.Equal(result.CapacityUnitHours, result.Hours.Sum(h => h.UnitHours), 0);
        Assert.Equal(result.ExtraSpend!.Value, result.Hours.Sum(h => h.ExtraCost!.Value), 2);
        Assert.Equal(480, result.Minutes.Count);
        Assert.Equal(SmallSale.Live.AddHours(-2), result.From);
        Assert.Equal(SmallSale.Live.AddHours(6), result.Until);
        Assert.NotEmpty(result.Pressures);
        Assert.All(result.Pressures, p => Assert.True(p.Failed > 0 && p.RelievedAt > p.From));
        Assert.Equal(result.Decisions, result.Journal.Count(e => e.Kind == Core.Journal.JournalKind.Decision));
    }

    [Fact]
    public void Progress_tells_of_every_hour_and_a_result_without_records_has_the_same_sums()
    {
        var hours = new List<DateTimeOffset>();
        var full = Simulator.Run(SmallSale.Plan, new SimulationSettings(3), hours.Add);
        var short_ = Simulator.Run(SmallSale.Plan, new SimulationSettings(3) { Records = false });

        Assert.Equal(SmallSale.Live.AddHours(-1), hours[0]);
        Assert.True(hours.Count >= 8);
        Assert.Equal((full.Requests, full.Live, full.Effects), (short_.Requests, short_.Live, short_.Effects));
        Assert.Empty(short_.Timeline);
    }

    [Fact]
    public void A_plan_that_cannot_be_played_says_why()
    {
        Assert.Null(Simulator.WhyNot(SmallSale.Plan));
        var dry = SmallSale.Plan with { Traffic = [] };
        Assert.Contains("forecast", Simulator.WhyNot(dry), StringComparison.Ordinal);
        var thrown = Assert.Throws<ArgumentException>(() => Simulator.Run(dry, new SimulationSettings(1)));
        Assert.Contains("forecast", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fair_weather_is_without_any_trouble()
    {
        var result = Simulator.Run(SmallSale.Plan, new SimulationSettings(9) { Weather = Weather.Fair });
        Assert.DoesNotContain(result.Timeline, l => l.Contains("\"trouble\"", StringComparison.Ordinal)
            || l.Contains("\"kind\":\"fault\"", StringComparison.Ordinal)
            || l.Contains("\"kind\":\"failed\"", StringComparison.Ordinal));
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void A_component_that_scales_needs_a_model()
    {
        var plan = SmallSale.Plan with
        {
            Components = [.. SmallSale.Plan.Components.Select(c => c with { Model = (CapacityModel?)null })],
        };
        Assert.Contains("front", Simulator.WhyNot(plan), StringComparison.Ordinal);
    }
}
