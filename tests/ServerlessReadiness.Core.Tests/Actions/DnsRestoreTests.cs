using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;
using static ServerlessReadiness.Core.Tests.Support.Names;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class DnsRestoreTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(3);

    [Fact]
    public void A_restore_goes_back_in_stages_to_the_very_weights()
    {
        var player = Restore(before: (255, 0), now: (0, 100));
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal(
            ["blue 40, green 60", "blue 80, green 20", "blue 255, green 0"],
            player.History.Select(h => string.Join(", ", h.Records)));
    }

    [Fact]
    public void What_was_never_touched_is_normal_already()
    {
        var player = Restore(before: (255, 0), now: (0, 100));
        player.Record = player.Record.Restored();
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void The_old_home_must_be_able_to_serve()
    {
        var player = Restore(before: (255, 0), now: (0, 100));
        player.Facts = p => p.But(Blue, f => f with { Firing = ["blue-down"] });
        Refused("blue-down of blue fires", player);
        player = Restore(before: (255, 0), now: (0, 100));
        player.Facts = p => p.But(Blue, f => f with { CapacityPerSecond = 100 });
        Refused("no room", player);
    }

    [Fact]
    public void What_someone_else_set_since_is_left_alone()
    {
        var player = Restore(before: (255, 0), now: (0, 100));
        player.Records = [Record(Blue, 10), Record(Green, 90)];
        Refused("someone else has set them since", player);
        player = Restore(before: (255, 0), now: (0, 100));
        player.Records = player.Records.Add(Record("canary", 1));
        Refused("added by someone else", player);
        player = Restore(before: (255, 0), now: (0, 100));
        player.Records = [Record(Green, 100)];
        Refused("is gone since", player);
    }

    [Fact]
    public void An_alarm_in_the_middle_takes_the_restore_back()
    {
        var player = Restore(before: (255, 0), now: (0, 100));
        player.Facts = p => p.Changes.Count == 1 ? p.But(Blue, f => f with { Firing = ["blue-slow"] }) : DnsPlayer.Healthy(p);
        Assert.Equal((RunState.Failed, "blue 0, green 100"), (player.Play(Long).State, player.Weights));
    }

    private static DnsPlayer Restore((int Blue, int Green) before, (int Blue, int Green) now)
    {
        var player = Player(new StepAction.DnsRestore(40, Soak), (Blue, now.Blue), (Green, now.Green));
        player.Record = player.Record with
        {
            RestorePoint = new RestorePoint(new(0, 0), 0, Make.T0)
            {
                Records = [Record(Blue, before.Blue), Record(Green, before.Green)],
            },
            Records = player.Records,
        };
        return player;
    }

    private static void Refused(string words, DnsPlayer player)
    {
        player.Play(Long);
        Assert.Equal(StepState.Refused, player.Step.State);
        Assert.Contains(words, player.Step.Reason, StringComparison.Ordinal);
        Assert.Empty(player.Changes);
    }
}
