using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Cli.Local;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>The local world keeps the promises of Auto Scaling that the actions rest on.</summary>
public sealed class LocalWorldTests
{
    private static readonly InstanceId Impaired = InstanceId.Parse("i-0abc1234def567890");
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<InstanceId, LocalInstance> _instances = [];
    private readonly LocalGroup _group;

    public LocalWorldTests() => _group = new LocalGroup(
        "web-asg", "ap-northeast-2", 0, new Bounds(4, 6), [Impaired], Start, i => _instances[i.Id] = i);

    [Fact]
    public void A_raised_minimum_launches_and_the_new_member_serves_after_its_boot()
    {
        _group.SetBounds(new Bounds(5, 6), Start);
        var at = Start + LocalInstance.BootTime;
        var before = _group.SnapshotAt(at.AddSeconds(-1));
        Assert.Equal((5, 4), (before.Members.Count, before.Serving));
        Assert.Equal(5, _group.SnapshotAt(at).Serving);
    }

    [Fact]
    public void A_terminated_member_is_replaced_unless_desired_goes_down_with_it()
    {
        _group.SetDesired(5, Start);
        _group.Terminate(Impaired, lowerDesired: true, Start);
        Assert.Equal((4, 4), (_group.SnapshotAt(Start).Desired, Staying()));
        _group.Terminate(_group.SnapshotAt(Start).Members.First(m => m.IsServing).Instance, lowerDesired: false, Start);
        Assert.Equal((4, 4), (_group.SnapshotAt(Start).Desired, Staying()));
        Assert.Null(_group.SnapshotAt(Start + LocalInstance.StopTime).Find(Impaired));
        Assert.Equal("terminated", _instances[Impaired].StateAt(Start + LocalInstance.StopTime));
    }

    [Fact]
    public void What_auto_scaling_refuses_is_refused()
    {
        Assert.Equal(PortFailure.Refused, Failure(() => _group.SetDesired(7, Start)));
        Assert.Equal(PortFailure.Refused, Failure(() => _group.SetBounds(new Bounds(7, 6), Start)));
        Assert.Equal(PortFailure.Refused, Failure(() => _group.Terminate(Impaired, lowerDesired: true, Start)));
        Assert.Equal(PortFailure.Refused, Failure(() => _group.ExitStandby(Impaired, Start)));
        Assert.Equal(PortFailure.NotFound, Failure(() => _group.MarkUnhealthy(InstanceId.Parse("i-00000000"), Start)));
    }

    [Fact]
    public void A_member_in_standby_keeps_its_place_for_its_return()
    {
        _group.SetDesired(5, Start);
        _group.EnterStandby(Impaired, lowerDesired: true, Start);
        var seen = _group.SnapshotAt(Start);
        Assert.Equal(("Standby", 4), (seen.Find(Impaired)!.LifecycleState, seen.Desired));
        _instances[Impaired].Stop(Start);
        Assert.False(_group.SnapshotAt(Start).Find(Impaired)!.IsLeaving);
        _instances[Impaired].Start(Start);
        _group.ExitStandby(Impaired, Start);
        Assert.Equal(5, _group.SnapshotAt(Start + LocalInstance.BootTime).Serving);
        Assert.True(_instances[Impaired].SnapshotAt(Start + LocalInstance.BootTime).StatusChecksPassed);
    }

    [Fact]
    public void An_unhealthy_member_is_replaced_by_the_group_itself()
    {
        _group.MarkUnhealthy(Impaired, Start);
        Assert.True(_group.SnapshotAt(Start).Find(Impaired)!.IsLeaving);
        Assert.Equal(4, _group.SnapshotAt(Start + LocalInstance.BootTime).Serving);
    }

    [Fact]
    public void Virtual_time_fires_timers_in_their_order_and_skips_those_taken_back()
    {
        var time = new VirtualTime(Start);
        var fired = new List<string>();
        var took = time.Run(async () =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromHours(1), time);
            var late = Task.Delay(TimeSpan.FromMinutes(5), time, CancellationToken.None)
                .ContinueOnContextAsync(() => fired.Add("late"));
            await Task.Delay(TimeSpan.FromMinutes(1), time, stop.Token);
            fired.Add("early");
            await late;
            return time.GetUtcNow() - Start;
        });
        Assert.Equal(["early", "late"], fired);
        Assert.Equal(TimeSpan.FromMinutes(5), took);
    }

    private int Staying() => _group.SnapshotAt(Start).Members.Count(m => !m.IsLeaving);

    private static PortFailure Failure(Action change) => Assert.Throws<PortException>(change).Failure;
}
