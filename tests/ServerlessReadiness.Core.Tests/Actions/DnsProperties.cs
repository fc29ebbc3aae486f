using CsCheck;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

/// <summary>What holds for any shift, whatever alarms, services, crashes and other people do.</summary>
public sealed class DnsProperties
{
    private const int Samples = 300;
    private static readonly string[] All = ["blue", "green", "red"];

    // From minute, for minutes.
    private static readonly Gen<(int From, int For)[]> Spans = Gen.Select(Gen.Int[0, 120], Gen.Int[1, 30]).Array[0, 2];

    private static readonly Gen<int[]> Shares =
        from first in Gen.Int[0, 100]
        from second in Gen.Int[0, 100]
        let low = Math.Min(first, second)
        let high = Math.Max(first, second)
        select new[] { low, high - low, 100 - high };

    [Fact]
    public void Weights_are_never_all_zero_nor_only_on_endpoints_in_alarm_nor_moved_toward_one()
    {
        var finished = 0;
        Gen.Select(
            Gen.Int[0, 255].Array[3],
            Shares,
            Gen.Int[5, 100],
            Spans.Array[3],
            Gen.Int[0, 9].Array[30],
            Gen.Int[300, 3000].Array[3]).Sample(
            (weights, shares, step, alarms, fates, capacity) =>
            {
                weights = weights.Sum() == 0 ? [1, 0, 0] : weights;
                var player = Names.Player(
                    Names.Shift(step, (All[0], shares[0]), (All[1], shares[1]), (All[2], shares[2])),
                    (All[0], weights[0]), (All[1], weights[1]), (All[2], weights[2]));
                player.Facts = p => EquatableList.From(DnsPlayer.Healthy(p).Select((f, i) => f with
                {
                    Firing = In(alarms[i], p) ? [$"{f.Endpoint}-down"] : [],
                    CapacityPerSecond = capacity[i],
                }));
                player.Fates = n => Fate(fates[n % fates.Length]);
                var before = player.Records;
                var seen = 0;
                player.Outside = p =>
                {
                    for (; seen < p.History.Count; seen++)
                    {
                        Check(p, before, p.History[seen], alarms, capacity, step);
                        before = p.History[seen].Records;
                    }
                };
                player.Play(TimeSpan.FromHours(4));
                player.Outside(player);
                if (player.Run.State == RunState.Done)
                {
                    Interlocked.Increment(ref finished);
                    Assert.All(shares, (s, i) => Assert.Equal(s, DnsShares.Of(player.Records)[i].Percent));
                }

                player.Undo(TimeSpan.FromHours(3));
                player.Outside(player);
            },
            iter: Samples);
        Assert.True(finished > Samples / 10, $"only {finished} of {Samples} came to an end");
    }

    [Fact]
    public void Shares_are_a_whole_and_a_stage_moves_at_most_its_step() =>
        Gen.Select(Gen.Int[0, 255].Array[3], Shares, Gen.Int[1, 100]).Sample((weights, shares, step) =>
        {
            var present = DnsShares.Of([.. All.Select((n, i) => Names.Record(n, weights[i]))]);
            var goal = EquatableList.From(All.Select((n, i) => new EndpointShare(n, shares[i])));
            Assert.Equal(DnsShares.Whole, present.Sum(s => s.Percent));
            var stages = 0;
            for (var at = present; !at.Equals(goal); stages++)
            {
                var next = DnsShares.Stage(at, goal, step);
                Assert.Equal(DnsShares.Whole, next.Sum(s => s.Percent));
                Assert.All(next, s => Assert.InRange(s.Percent, 0, 100));
                var moved = next.Sum(s => Math.Max(0, s.Percent - DnsShares.In(at, s.SetIdentifier)));
                Assert.InRange(moved, 1, step);
                at = next;
            }

            Assert.True(stages <= (100 + step - 1) / step, $"{stages} stages of {step} %");
        });

    private static void Check(
        DnsPlayer player,
        EquatableList<DnsRecord> before,
        (DateTimeOffset At, EquatableList<DnsRecord> Records) batch,
        (int From, int For)[][] alarms,
        int[] capacity,
        int step)
    {
        var (then, now) = (DnsShares.Of(before), DnsShares.Of(batch.Records));
        Assert.Contains(batch.Records, r => r.Weight > 0);
        Assert.All(batch.Records, r => Assert.InRange(r.Weight!.Value, 0, 255));
        var minute = (batch.At - Make.T0).TotalMinutes;
        bool Fires(string name) => alarms[Array.IndexOf(All, name)].Any(s => minute >= s.From && minute < s.From + s.For);
        Assert.Contains(batch.Records, r => r.Weight > 0 && !Fires(r.SetIdentifier));
        foreach (var name in All.Where(n => DnsShares.In(now, n) > DnsShares.In(then, n)))
        {
            Assert.False(Fires(name), $"toward {name} in alarm at minute {minute}: {then} to {now}");
            var load = 400m * DnsShares.In(now, name) / 100;
            Assert.True(load <= capacity[Array.IndexOf(All, name)] * 0.8m + 2, $"{name} has no room for {load}");
        }

        // The way back from an alarm is one batch.
        var isBack = batch.Records.Equals(player.Record.RestorePoint!.Records);
        var moved = All.Sum(n => Math.Max(0, DnsShares.In(now, n) - DnsShares.In(then, n)));
        Assert.True(moved <= step || isBack, $"{moved} % in one stage of {step} %: {then} to {now}");
    }

    private static DnsPlayer.Fate Fate(int draw) => draw switch
    {
        0 => DnsPlayer.Fate.HappensUnknown,
        1 => DnsPlayer.Fate.LostUnknown,
        2 => DnsPlayer.Fate.Throttled,
        3 => DnsPlayer.Fate.ReceiptLost,
        _ => DnsPlayer.Fate.Happens,
    };

    private static bool In((int From, int For)[] spans, DnsPlayer player)
    {
        var minute = (player.Now - Make.T0).TotalMinutes;
        return spans.Any(s => minute >= s.From && minute < s.From + s.For);
    }
}
