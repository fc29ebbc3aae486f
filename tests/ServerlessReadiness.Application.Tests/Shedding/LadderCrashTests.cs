using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Shedding;

/// <summary>
/// The process dies at every one of its port calls in turn, before and after the call takes effect. Afterwards ladder
/// and world show the same level, one run moved it, and it still comes all the way down.
/// </summary>
public sealed class LadderCrashTests
{
    private const int CallsMax = 200;

    [Fact]
    public void A_climb_survives_its_process_being_stopped_anywhere()
    {
        var died = EachCrash(crash =>
        {
            var shop = new SheddingShop();
            shop.World.SetAlarm(SheddingShop.Alarm(Sample.T0));
            shop.Scenario.Deliver(SheddingShop.Alarm(Sample.T0), crash);
            shop.Scenario.Time.Advance(TimeSpan.FromSeconds(30));
            shop.Scenario.Deliver(SheddingShop.Alarm(Sample.T0));
            return shop;
        });
        Assert.True(died > 8, $"only {died} crash points were tried");
    }

    [Fact]
    public void The_minute_that_takes_up_a_climb_survives_its_process_being_stopped_anywhere()
    {
        var died = EachCrash(crash =>
        {
            var shop = new SheddingShop();
            shop.Scenario.Send(SheddingShop.Alarm(Sample.T0));
            shop.Scenario.Beat(crash, () => crash.HasCrashed);
            return shop;
        });
        Assert.True(died > 4, $"only {died} crash points were tried");
    }

    [Fact]
    public void The_way_down_survives_its_process_being_stopped_anywhere()
    {
        var died = EachCrash(crash =>
        {
            var shop = new SheddingShop();
            shop.Climb();
            shop.Scenario.Clear(SheddingShop.Pressure);
            shop.Offered = 100;
            shop.Minutes(9);
            for (var i = 0; i < 3 && !crash.HasCrashed; i++)
            {
                shop.Scenario.Beat(crash, () => crash.HasCrashed);
                shop.Scenario.Time.Advance(TimeSpan.FromMinutes(1));
            }

            return shop;
        });
        Assert.True(died > 10, $"only {died} crash points were tried");
    }

    private static int EachCrash(Func<CrashAt, SheddingShop> play)
    {
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var crash = new CrashAt(k, after);
                var shop = play(crash);
                if (!crash.HasCrashed)
                {
                    return k - 1;
                }

                Check(shop, $"call {k}, {crash.Where}");
            }
        }

        throw new InvalidOperationException($"a process made more than {CallsMax} calls");
    }

    private static void Check(SheddingShop shop, string where)
    {
        shop.Scenario.Clear(SheddingShop.Pressure);
        shop.Offered = 390;
        shop.Minutes(8);
        Assert.True(shop.Ladder.From is null, $"{where}: {shop.Ladder.Verdict}: {shop.Ladder.Reason}");
        Assert.True(shop.Ladder.Level == shop.Shown, $"{where}: level {shop.Ladder.Level}, the world shows {shop.Shown}");
        Assert.InRange(shop.Ladder.Level, 0, 1);
        shop.Offered = 100;
        shop.Minutes(45);
        Assert.True(shop.Ladder.IsIdle, $"{where}: {shop.Ladder.Verdict}: {shop.Ladder.Reason}");
        Assert.True((shop.Shown, shop.Minimum) == (0, 2), $"{where}: {shop.Shown}, minimum {shop.Minimum}");
        Assert.All(shop.Scenario.Runs, r => Assert.True(r.State == RunState.Done, $"{where}: {r.Runbook} {r.State}: {r.Reason}"));
        Assert.Equal(1, shop.Lines("ladder Climbed"));
        Assert.Equal(3, shop.Scenario.Runs.Count);
    }
}
