using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>The account of a live event, into which somebody else brings the signals.</summary>
public sealed class SignalPlayTests
{
    private static readonly DateTimeOffset Start = SmallSale.Live.AddHours(1);
    private static readonly InstanceId Named = InstanceId.Parse("i-0abc1234def567890");
    private static readonly Resource.AutoScalingGroup Web = new(SmallSale.Account, SmallSale.Region, "web");
    private static readonly Location Here = new(SmallSale.Account, SmallSale.Region);

    private readonly SignalPlay _play = new(
        SmallSale.Plan with
        {
            Components = EquatableList.From(
                SmallSale.Plan.Components.Select(c => c.Name == SmallSale.Front ? c with { Floor = 12 } : c)),
        },
        Start,
        SmallSale.Region,
        new[] { Named }.ToLookup(_ => "web"));

    [Fact]
    public void What_is_there_is_what_a_live_event_holds()
    {
        var web = Group();
        Assert.Equal((new Bounds(12, 24), 12, 12), (web.Bounds, web.Desired, web.Serving));
        Assert.True(web.Find(Named)!.IsServing);
        var orders = (Resource.Setting)SmallSale.Plan.FindComponent(SmallSale.Orders)!.Resource;
        var seen = _play.Run(() => _play.Host.Parts.World.Settings.ReadAsync(orders, CancellationToken.None));
        Assert.Equal("db.r6g.4xlarge", seen.Find("class"));
    }

    [Fact]
    public void A_call_takes_time_and_waiting_for_an_instant_takes_up_to_it()
    {
        _play.WaitUntil(Start.AddMinutes(-5));
        Assert.Equal(Start, _play.Now);
        Group();
        Assert.InRange(_play.Now - Start, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100));
        _play.WaitUntil(Start.AddMinutes(5));
        Assert.Equal(Start.AddMinutes(5), _play.Now);
    }

    [Fact]
    public void An_alarm_is_what_the_newest_signal_about_it_says()
    {
        _play.Hear(Alarm(AlarmStateValue.Ok, Start.AddMinutes(2)));
        _play.Hear(Alarm(AlarmStateValue.Alarm, Start.AddMinutes(1)));
        var seen = Assert.Single(_play.Run(() =>
            _play.Host.Parts.World.Alarms.ReadAsync(Here, ["front-status-1"], CancellationToken.None)));
        Assert.Equal((AlarmStateValue.Ok, SignalSource.Sweep), (seen.State, seen.Source));
        Assert.True(Checks());
    }

    [Fact]
    public void An_instance_is_impaired_from_the_signal_on_and_a_repeated_one_changes_nothing()
    {
        Assert.True(Checks());
        _play.Hear(Alarm(AlarmStateValue.Alarm, Start));
        Assert.False(Checks());
        _play.WaitUntil(Start.AddMinutes(4));
        _play.Hear(Alarm(AlarmStateValue.Alarm, Start));

        // Nobody replaced it, so the group did by itself, five minutes after the first.
        _play.WaitUntil(Start.AddMinutes(5).AddSeconds(10));
        Assert.True(Group().Find(Named)!.IsLeaving);
        _play.WaitUntil(Start.AddMinutes(10));
        Assert.Null(Group().Find(Named));
        Assert.Equal(12, Group().Serving);
    }

    [Fact]
    public void Each_series_of_an_alarm_has_its_own_state_and_none_is_the_alarms()
    {
        _play.Hear(Alarm(AlarmStateValue.Ok, Start) with { Contributor = "one" });
        _play.Hear(Alarm(AlarmStateValue.Alarm, Start) with { Contributor = "two" });
        Assert.False(Checks());
        Assert.Empty(_play.Run(() =>
            _play.Host.Parts.World.Alarms.ReadByPrefixAsync(Here, "front", CancellationToken.None)));
    }

    [Fact]
    public void Clock_beats_until_the_run_that_a_signal_led_to_is_over()
    {
        Assert.IsType<PlanApplied.Applied>(_play.Apply(AutomationMode.Act, "test"));
        var transition = Alarm(AlarmStateValue.Alarm, Start);
        _play.Hear(transition);
        var outcomes = _play.Run(() =>
            _play.Host.Alarms.HandleAsync(transition, _play.Now.AddSeconds(30), CancellationToken.None));
        Assert.Equal(AlarmVerdict.Starts, Assert.Single(outcomes).Verdict);
        _play.BeatUntilOver(CancellationToken.None);

        var web = Group();
        Assert.Null(web.Find(Named));
        Assert.Equal((12, 12), (web.Desired, web.Serving));
        Assert.InRange(_play.Now - Start, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Waits_end_in_their_order_and_those_taken_back_never()
    {
        var time = _play.Host.Parts.Time;
        var ended = new List<string>();
        var took = _play.Run(async () =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromHours(1), time);
            var late = WaitAsync(5, "late", CancellationToken.None);
            await WaitAsync(1, "early", stop.Token);
            await late;
            return _play.Now - Start;
        });
        Assert.Equal(["early", "late"], ended);
        Assert.Equal(TimeSpan.FromMinutes(5), took);

        async Task WaitAsync(int minutes, string name, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMinutes(minutes), time, cancellationToken);
            ended.Add(name);
        }
    }

    [Fact]
    public void Work_that_nothing_would_ever_end_is_an_error()
    {
        var never = new TaskCompletionSource<int>();
        var thrown = Assert.Throws<SimulationException>(() => _play.Run(() => never.Task));
        Assert.Contains("never happen", thrown.Message, StringComparison.Ordinal);
    }

    private GroupSnapshot Group() =>
        _play.Run(() => _play.Host.Parts.World.Fleets.ReadAsync(Web, GroupDetails.None, CancellationToken.None));

    private bool? Checks() => _play.Run(() =>
        _play.Host.Parts.World.Instances.ReadAsync(Here, Named, CancellationToken.None)).StatusChecksPassed;

    private static AlarmTransition Alarm(AlarmStateValue state, DateTimeOffset changedAt) => new(
        AlarmId.Of(SmallSale.Region, SmallSale.Account, "front-status-1"),
        null,
        state,
        changedAt,
        "Threshold Crossed",
        MissingData.Missing,
        [new AlarmMetric("AWS/EC2", "StatusCheckFailed")],
        [new AlarmDimension("InstanceId", Named.Value)],
        [],
        IsComposite: false,
        IsSuppressed: false,
        SignalSource.Sns);
}
