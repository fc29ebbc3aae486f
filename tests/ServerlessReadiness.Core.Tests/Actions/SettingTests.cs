using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class SettingTests
{
    private static readonly SettingValue Small = new("class", "db.r6g.large");
    private static readonly SettingValue Large = new("class", "db.r6g.4xlarge");
    private static readonly SettingValue Slow = new("iops", "3000");
    private static readonly SettingValue Fast = new("iops", "12000");

    private static readonly RestartConsent Consent =
        new("the owner", Make.T0.AddMinutes(-5), Make.T0.AddHours(1));

    [Fact]
    public void What_differs_is_set_in_one_call_and_read_back()
    {
        var player = Apply(SettingService.EbsVolume, [Fast, new("throughput", "500")], [Slow, new("throughput", "125")]);
        Assert.IsType<ActionMove.Done>(player.Play());
        var change = Assert.IsType<Change.SetSettings>(Assert.Single(player.Changes));
        Assert.Equal([Slow, new("throughput", "125")], change.From);
        Assert.Contains("six hours", player.Timeline[0], StringComparison.Ordinal);
        Assert.Equal([Slow, new("throughput", "125")], player.Record.RestorePoint!.Settings);
    }

    [Fact]
    public void What_is_higher_already_is_adopted()
    {
        var player = Apply(SettingService.EbsVolume, [Slow], [Fast]);
        Expect.Says<ActionMove.Done>("iops is 12000 and stays", player.Ask());
    }

    [Fact]
    public void A_busy_resource_is_waited_for()
    {
        var player = Apply(SettingService.EbsVolume, [Fast], [Slow]);
        player.Setting = player.Setting! with { Busy = "changed at 05:00, so not before 11:00" };
        Expect.Says<ActionMove.Wait>("not before 11:00", player.Ask());
        Assert.Null(player.Play());
        Assert.Empty(player.Changes);
    }

    [Theory]
    [InlineData(null, null, "nobody agreed")]
    [InlineData(1, 2, "agree on a window")]
    [InlineData(-2, -1, "agree on a window")]
    public void A_class_that_restarts_the_database_needs_consent_and_its_window(int? from, int? until, string words)
    {
        var consent = from is null
            ? null
            : new RestartConsent("the owner", Make.T0.AddHours(from.Value), Make.T0.AddHours(until!.Value));
        Expect.Says<ActionMove.Refuse>(words, Apply(SettingService.RdsInstance, [Large], [Small], consent).Ask());
    }

    [Fact]
    public void Inside_the_window_the_reason_names_who_agreed()
    {
        var player = Apply(SettingService.RdsInstance, [Large], [Small], Consent);
        Expect.Says<ActionMove.Perform>("it restarts, as the owner agreed", player.Ask());
        Assert.IsType<ActionMove.Done>(player.Play());
    }

    [Fact]
    public void Storage_speed_needs_no_consent() =>
        Assert.IsType<ActionMove.Perform>(Apply(SettingService.RdsInstance, [Fast], [Slow]).Ask());

    [Fact]
    public void What_cannot_be_taken_back_is_said_before_it_is_done() => Expect.Says<ActionMove.Perform>(
        "cannot be lowered again",
        Apply(SettingService.TableWarmThroughput, [new("readUnits", "40000")], [new("readUnits", "12000")]).Ask());

    [Fact]
    public void A_write_that_never_shows_is_repeated_once_and_then_named()
    {
        var player = Apply(SettingService.EbsVolume, [Fast], [Slow]);
        player.OnEffect = (_, _, _) => player.Setting = player.Setting! with { Values = [Slow] };
        Expect.Says<ActionMove.Fail>("find who else sets it", player.Play());
        Assert.Equal(2, player.Changes.Count());
    }

    [Fact]
    public void Undoing_sets_back_what_can_be_set_back()
    {
        var player = Apply(SettingService.EbsVolume, [Fast], [Slow]);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal("3000", player.Setting!.Find("iops"));
    }

    [Fact]
    public void A_restore_goes_back_to_the_restore_point()
    {
        var player = Restore(SettingService.EbsVolume, before: [Slow], now: [Fast], set: [Fast]);
        Expect.Says<ActionMove.Done>("as before the event", player.Play());
        Assert.Equal("3000", player.Setting!.Find("iops"));
    }

    [Fact]
    public void Warm_throughput_is_kept_and_that_is_said()
    {
        SettingValue before = new("readUnits", "12000"), now = new("readUnits", "40000");
        var player = Restore(SettingService.TableWarmThroughput, [before], [now], [now]);
        Expect.Says<ActionMove.Done>("kept at 40000: it cannot be lowered", player.Ask());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void What_someone_else_set_since_is_left_alone()
    {
        var player = Restore(SettingService.EbsVolume, before: [Slow], now: [new("iops", "16000")], set: [Fast]);
        Expect.Says<ActionMove.Done>("iops of 16000 was set by someone else", player.Ask());
    }

    [Fact]
    public void A_class_goes_back_only_with_consent_too()
    {
        var player = Restore(SettingService.RdsInstance, [Small], [Large], [Large]);
        Expect.Says<ActionMove.Refuse>("nobody agreed", player.Ask());
    }

    [Theory]
    [InlineData(-1, 2, false, "goes back to class")]
    [InlineData(1, 2, true, "from 2026")]
    public void A_class_goes_back_in_a_window_of_its_own_and_waits_for_it(int from, int until, bool waits, string words)
    {
        var back = new RestartConsent("the owner", Make.T0.AddHours(from), Make.T0.AddHours(until));
        var player = Restore(SettingService.RdsInstance, [Small], [Large], [Large], back);
        if (waits)
        {
            Expect.Says<ActionMove.Wait>(words, player.Ask());
        }
        else
        {
            Expect.Says<ActionMove.Perform>(words, player.Ask());
        }
    }

    [Fact]
    public void A_class_does_not_go_back_once_its_window_is_over()
    {
        var over = new RestartConsent("the owner", Make.T0.AddHours(-2), Make.T0.AddHours(-1));
        var player = Restore(SettingService.RdsInstance, [Small], [Large], [Large], over);
        Expect.Says<ActionMove.Refuse>("the owner agreed", player.Ask());
    }

    [Fact]
    public void An_alarm_or_a_change_under_way_stops_the_restore()
    {
        var player = Restore(SettingService.EbsVolume, [Slow], [Fast], [Fast]);
        player.Firing = _ => [AlarmId.Of("ap-northeast-2", "123456789012", "front cpu")];
        Expect.Says<ActionMove.Wait>("front cpu", player.Ask());
        player.Firing = _ => [];
        player.Setting = player.Setting! with { Busy = "optimizing" };
        Expect.Says<ActionMove.Wait>("optimizing", player.Ask());
    }

    [Fact]
    public void Without_a_restore_point_there_is_nothing_to_do()
    {
        var player = Restore(SettingService.EbsVolume, [Slow], [Fast], [Fast]);
        player.Record = ResourceState.New("x", player.Record.Owner);
        Expect.Says<ActionMove.Done>("never touched", player.Ask());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_change_ends_in_the_same_world(bool before)
    {
        var player = Apply(SettingService.EbsVolume, [Fast], [Slow]);
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes);
    }

    private static Player Apply(
        SettingService service,
        EquatableList<SettingValue> wanted,
        EquatableList<SettingValue> now,
        RestartConsent? consent = null) => Of(new StepAction.SettingApply(), service, wanted, now, consent);

    private static Player Restore(
        SettingService service,
        EquatableList<SettingValue> before,
        EquatableList<SettingValue> now,
        EquatableList<SettingValue> set,
        RestartConsent? back = null)
    {
        var player = Of(new StepAction.SettingRestore(), service, set, now, null, back);
        player.Record = player.Record with
        {
            RestorePoint = new RestorePoint(new(0, 0), 0, Make.T0) { Settings = before },
        };
        return player;
    }

    private static Player Of(
        StepAction action,
        SettingService service,
        EquatableList<SettingValue> wanted,
        EquatableList<SettingValue> now,
        RestartConsent? consent,
        RestartConsent? back = null)
    {
        var resource = new Resource.Setting("123456789012", "ap-northeast-2", service, "orders");
        var component = Make.Component(resource: resource) with { Settings = wanted, Restart = consent, RestartBack = back };
        return new Player(action, component, GroupWorld.Of(Make.Group(1, 1, 1), Make.T0))
        {
            Setting = new SettingSnapshot(now, null, Ready: true),
        };
    }
}
