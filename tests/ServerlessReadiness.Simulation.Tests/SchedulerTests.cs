using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class SchedulerTests
{
    [Fact]
    public void What_is_ready_at_one_instant_runs_in_the_order_of_the_seed()
    {
        var orders = Enumerable.Range(1, 20).Select(seed => string.Join(',', Play((ulong)seed))).ToList();

        Assert.True(orders.Distinct().Count() > 10);
        Assert.Equal(orders[0], string.Join(',', Play(1)));

        static List<int> Play(ulong seed)
        {
            var scheduler = new Scheduler(0, new SimulatedChance(seed));
            var ran = new List<int>();
            for (var i = 0; i < 6; i++)
            {
                var number = i;
                scheduler.AtAnyTurn(10, () => ran.Add(number));
            }

            scheduler.RunUntil(10);
            return ran;
        }
    }

    [Fact]
    public void A_dead_invocation_goes_no_further_and_nothing_of_it_is_thrown()
    {
        var scheduler = new Scheduler(0, new SimulatedChance(1));
        var context = new InvocationContext(scheduler);
        var reached = new List<string>();
        var time = new SimulatedTime(scheduler, 0);
        scheduler.Post(context, _ => Work(), null);
        scheduler.RunUntil(1_500);
        context.Die();
        scheduler.RunUntil(60_000);

        Assert.Equal(["begun", "after one second"], reached);

        async void Work()
        {
            try
            {
                reached.Add("begun");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                reached.Add("after one second");
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                reached.Add("after two seconds");
            }
            finally
            {
                // A crashed process runs no finally.
                reached.Add("finally " + (context.IsDead ? "dead" : "alive"));
            }
        }
    }

    [Fact]
    public void Going_on_in_another_thread_ends_the_simulation()
    {
        var scheduler = new Scheduler(0, new SimulatedChance(1));
        var context = new InvocationContext(scheduler);
        using var posted = new ManualResetEventSlim();
        scheduler.At(0, () =>
        {
            var thread = new Thread(() =>
            {
                context.Post(_ => { }, null);
                posted.Set();
            });
            thread.Start();
            posted.Wait(TestContext.Current.CancellationToken);
        });

        var thrown = Assert.Throws<SimulationException>(() => scheduler.RunUntil(10));
        Assert.Contains("another thread", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timer_never_fires_early_and_a_machines_clock_may_be_off()
    {
        var scheduler = new Scheduler(1_000, new SimulatedChance(1));
        var time = new SimulatedTime(scheduler, -250);
        long? fired = null;
        using var timer = time.CreateTimer(
            _ => fired = scheduler.NowMs,
            null,
            TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond + 1),
            Timeout.InfiniteTimeSpan);
        scheduler.RunUntil(2_000);

        Assert.Equal(1_002, fired);
        Assert.Equal(1_750, time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
