using System.Globalization;
using System.Text;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Messages;

/// <summary>EventBridge's schedule for a function: Clock's each minute, now and then twice or not at all.</summary>
internal sealed class Beats(
    Scheduler scheduler,
    SimulatedChance chance,
    Rates rates,
    string region,
    SimulatedFunction function,
    long everyMs = Instant.MinuteMs)
{
    public void Start(long firstMs)
    {
        scheduler.At(firstMs, () => Beat(firstMs));

        void Beat(long atMs)
        {
            var copies = chance.PerMillion(rates.BeatLost) ? 0 : chance.PerMillion(rates.BeatRepeated) ? 2 : 1;
            var payload = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"version":"0","id":"beat","detail-type":"Scheduled Event","source":"aws.events",
                "account":"000000000000","time":"{{Instant.Of(atMs):yyyy-MM-ddTHH:mm:ss}}Z","region":"{{region}}",
                "resources":["arn:aws:events:{{region}}:000000000000:rule/readiness-clock"],"detail":{ } }
                """));
            for (var i = 0; i < copies; i++)
            {
                var lagMs = chance.Between(100, 2_500);
                scheduler.At(atMs + lagMs, () => function.Invoke(payload, "beat"));
            }

            scheduler.At(atMs + everyMs, () => Beat(atMs + everyMs));
        }
    }
}
