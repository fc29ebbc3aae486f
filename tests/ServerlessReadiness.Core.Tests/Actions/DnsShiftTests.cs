using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;
using static ServerlessReadiness.Core.Tests.Support.Names;
using static ServerlessReadiness.Core.Tests.Support.Shifts;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class DnsShiftTests
{
    [Fact]
    public void A_shift_goes_in_stages_each_judged_after_sync_TTL_and_soak()
    {
        var player = Player(Shift(40, (Green, 100)), (Blue, 255), (Green, 0));
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal(["blue 60, green 40", "blue 20, green 80", "blue 0, green 100"], Stages(player));
        var pause = DnsPlayer.SyncTakes + TimeSpan.FromSeconds(30) + Soak;
        Assert.All(
            player.History.Zip(player.History.Skip(1)),
            pair => Assert.True(pair.Second.At - pair.First.At >= pause, $"{pair}"));
        Assert.True(player.Now - player.History[^1].At >= pause);
        Assert.Equal(255, player.Record.RestorePoint!.Records[0].Weight);
        Assert.Contains("control plane", player.Step.Effects[0].Change.Describe() + Reason(player), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_record_is_given_a_minute()
    {
        var player = Player(Shift(100, (Green, 100)), (Blue, 1), (Green, 0));
        player.Records = EquatableList.From(player.Records.Select(r =>
            r with { Ttl = null, Values = [], Alias = new DnsAlias("Z1", "x.elb.amazonaws.com", true) }));
        player.Play(Long);
        Assert.True(player.Now - player.History[0].At >= DnsPlayer.SyncTakes + TimeSpan.FromSeconds(60) + Soak);
    }

    [Fact]
    public void A_lost_receipt_is_waited_for_a_fixed_minute_instead()
    {
        var player = Player(Shift(100, (Green, 100)), (Blue, 1), (Green, 0));
        player.Fates = _ => DnsPlayer.Fate.ReceiptLost;
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.True(player.Now - player.History[0].At >= TimeSpan.FromSeconds(60 + 30) + Soak);
    }

    [Theory]
    [InlineData(1, 2, 1, "blue 33, green 67")]
    [InlineData(0, 0, 1, "blue 50, green 50")]
    [InlineData(254, 1, 0, "blue 100, green 0")]
    public void Weights_are_read_as_whole_percents(int blue, int green, int atLeast, string words)
    {
        Assert.Equal(
            words,
            string.Join(", ", DnsShares.Of([Record(Blue, blue), Record(Green, green)]).Select(s => $"{s.SetIdentifier} {s.Percent}")));
        var player = Player(Shift(50, (Blue, 50), (Green, 50)), (Blue, blue), (Green, green));
        player.Play(Long);
        Assert.True(atLeast == 0 || Reason(player).Contains("rounded", StringComparison.Ordinal) || player.Changes.Count == 0);
    }

    [Fact]
    public void Shares_that_are_there_already_are_not_written()
    {
        var player = Player(Shift(10, (Blue, 25), (Green, 75)), (Blue, 1), (Green, 3));
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_static_page_carries_anything()
    {
        var player = Player(Shift(100, (Page, 100)), (Blue, 1), (Page, 0));
        player.Facts = p => p.But(Page, f => f with { InService = null, CapacityPerSecond = null, LoadPerSecond = null });
        Assert.Equal(RunState.Done, player.Play(Long).State);
    }

    [Fact]
    public void A_later_stage_waits_for_room_where_it_is()
    {
        var player = Player(Shift(50, (Green, 100)), (Blue, 1), (Green, 0));
        var grows = Make.T0.AddMinutes(30);
        player.Facts = p => p.But(Green, f => f with { CapacityPerSecond = p.Now < grows ? 300 : 600 });
        player.Play(TimeSpan.FromMinutes(25));
        Assert.Equal("blue 50, green 50", player.Weights);
        Assert.Contains("raise its capacity first", player.Step.Reason, StringComparison.Ordinal);
        Assert.Equal(RunState.Done, player.Play(Long).State);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("target")]
    public void An_alarm_in_the_middle_takes_the_shift_back_to_where_it_began(string which)
    {
        var player = Player(Shift(20, (Green, 100)), (Blue, 200), (Green, 50));
        var at = Make.T0.AddMinutes(6);
        player.Stops = p => which == "stop" && p.Now >= at ? [new AlarmReading("checkout-errors", true)] : [];
        player.Facts = p => which == "target" && p.Now >= at
            ? p.But(Green, f => f with { Firing = ["green-down"] })
            : DnsPlayer.Healthy(p);
        var run = player.Play(Long);
        Assert.Equal((RunState.Failed, "blue 200, green 50"), (run.State, player.Weights));
        Assert.Contains(which == "stop" ? "checkout-errors" : "green-down", run.Reason, StringComparison.Ordinal);
        Assert.True(player.Now < at + TimeSpan.FromMinutes(1), "it was stopped at once");
    }

    [Fact]
    public void There_is_no_way_back_to_an_endpoint_in_alarm()
    {
        var player = Player(Shift(50, (Green, 100)), (Blue, 1), (Green, 0));
        player.Facts = p => EquatableList.From(DnsPlayer.Healthy(p).Select(f =>
            p.Changes.Count == 0 ? f : f with { Firing = [$"{f.Endpoint}-down"] }));
        var run = player.Play(Long);
        Assert.Equal((RunState.Failed, "blue 50, green 50"), (run.State, player.Weights));
        Assert.Contains("cannot be taken back", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_someone_else_sets_meanwhile_is_not_overwritten()
    {
        var player = Player(Shift(30, (Green, 100)), (Blue, 1), (Green, 0));
        player.Outside = p => p.Records = p.Seconds is > 200 and < 500 ? [Record(Blue, 7), Record(Green, 7)] : p.Records;
        var run = player.Play(Long);
        Assert.Equal((RunState.Failed, "blue 7, green 7"), (run.State, player.Weights));
        Assert.Contains("someone else moves this traffic", run.Reason, StringComparison.Ordinal);
        Assert.Equal(RunState.HandedOver, player.Undo(Long).State);
        Assert.Equal("blue 7, green 7", player.Weights);
    }

    [Fact]
    public void An_edit_between_look_and_write_loses_nothing()
    {
        var player = Player(Shift(100, (Green, 100)), (Blue, 1), (Green, 0));
        player.Outside = p => { };
        player.Facts = p =>
        {
            // The edit comes after the records were read for this decision.
            var facts = DnsPlayer.Healthy(p);
            p.Records = p.Changes.Count == 0 && p.Step.Effects.Count == 0 ? [Record(Blue, 9), Record(Green, 1)] : p.Records;
            return facts;
        };
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal(EffectState.Failed, player.Step.Effects[0].State);
        Assert.Equal("blue 0, green 100", player.Weights);
        Assert.Equal(9, player.Record.RestorePoint!.Records[0].Weight);
    }

    [Fact]
    public void Whatever_becomes_of_a_batch_the_next_process_goes_on_from_the_records()
    {
        DnsPlayer.Fate[] fates = [DnsPlayer.Fate.HappensUnknown, DnsPlayer.Fate.LostUnknown, DnsPlayer.Fate.Throttled];
        foreach (var (fate, number) in fates.SelectMany(f => Enumerable.Range(1, 3).Select(n => (f, n))))
        {
            var player = Player(Shift(40, (Green, 100)), (Blue, 1), (Green, 0));
            player.Fates = n => n == number ? fate : DnsPlayer.Fate.Happens;
            Assert.Equal(RunState.Done, player.Play(Long).State);
            Assert.Equal(["blue 60, green 40", "blue 20, green 80", "blue 0, green 100"], Stages(player));
        }
    }

    [Fact]
    public void Undoing_goes_back_in_stages_and_at_once_from_an_endpoint_in_alarm()
    {
        var player = Player(Shift(50, (Green, 100)), (Blue, 200), (Green, 0));
        player.Play(Long);
        Assert.Equal(RunState.Undone, player.Undo(Long).State);
        Assert.Equal(["blue 50, green 50", "blue 200, green 0"], Stages(player).Skip(2));

        player = Player(Shift(50, (Green, 100)), (Blue, 200), (Green, 0));
        player.Play(Long);
        player.Facts = p => p.But(Green, f => f with { Firing = ["green-down"] });
        Assert.Equal(RunState.Undone, player.Undo(Long).State);
        Assert.Equal(["blue 200, green 0"], Stages(player).Skip(2));
    }

    [Fact]
    public void An_undo_waits_for_the_endpoint_that_it_goes_back_to()
    {
        var player = Player(Shift(100, (Green, 100)), (Blue, 200), (Green, 0));
        player.Play(Long);
        var well = player.Now.AddMinutes(20);
        player.Facts = p => p.Now < well ? p.But(Blue, f => f with { Firing = ["blue-down"] }) : DnsPlayer.Healthy(p);
        Assert.Equal(RunState.Undone, player.Undo(Long).State);
        Assert.True(player.History[^1].At >= well);
    }

    // What the first stage said; the step's own reason is by now the last one.
    private static string Reason(DnsPlayer player)
    {
        var fresh = new DnsPlayer(player.Step.Step.Do, player.Component, player.Record.RestorePoint!.Records);
        return RunDecider.Next(fresh.Run, fresh.Component, fresh.See(), fresh.Now).Reason;
    }
}
