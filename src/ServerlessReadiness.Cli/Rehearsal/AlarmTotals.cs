using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>How often an alarm fired, and for how long in all.</summary>
internal sealed record AlarmTotals(int Times, TimeSpan Length)
{
    public static AlarmTotals Of(IEnumerable<AlarmEpisode> episodes, string alarm, DateTimeOffset until)
    {
        var own = episodes.Where(e => e.Alarm == alarm).ToList();
        return new AlarmTotals(
            own.Count,
            own.Aggregate(TimeSpan.Zero, (sum, e) => sum + ((e.Until ?? until) - e.From)));
    }
}
