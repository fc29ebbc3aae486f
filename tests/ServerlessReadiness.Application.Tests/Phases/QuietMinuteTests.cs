using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Application.Tests.Phases;

/// <summary>Most minutes of an event bring nothing new; they must cost next to nothing.</summary>
public sealed class QuietMinuteTests
{
    private const int Minutes = 10;

    /// <summary>The list of events, the event's documents, quotas, alarms, what is due.</summary>
    private const int RoundTripsMax = 7;

    [Theory]
    [InlineData(10, Phase.Scheduled)]
    [InlineData(105, Phase.Prewarm)]
    [InlineData(150, Phase.Live)]
    public void A_minute_without_news_takes_few_round_trips_and_stores_and_says_nothing(int minute, Phase phase)
    {
        var occasion = new Occasion(Occasion.Arm(Occasion.Plan));
        occasion.BeatsUntil(Sample.T0.AddMinutes(minute));
        Assert.Equal(phase, occasion.Head.Phase);
        var host = occasion.Scenario.NewHost();
        Beat(occasion, host);
        var lines = occasion.Scenario.Journal().Count;
        var stages = occasion.Scenario.Read(State.StateKeys.Stages(Sample.Event)).Version;
        var before = occasion.Scenario.Store.RoundTrips.Total;
        for (var i = 0; i < Minutes; i++)
        {
            Beat(occasion, host);
        }

        var each = (occasion.Scenario.Store.RoundTrips.Total - before) / (double)Minutes;
        Assert.True(each <= RoundTripsMax, $"{each} round trips a minute");
        Assert.Equal(stages, occasion.Scenario.Read(State.StateKeys.Stages(Sample.Event)).Version);
        Assert.Equal(lines, occasion.Scenario.Journal().Count);
    }

    private static void Beat(Occasion occasion, Hosting.Host host)
    {
        occasion.Scenario.Time.Advance(TimeSpan.FromMinutes(1));
        occasion.Scenario.Play(() => host.Clock.BeatAsync(
            occasion.Scenario.Now + TimeSpan.FromSeconds(50),
            CancellationToken.None));
    }
}
