using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class SheddingSettingTests
{
    private static readonly StepAction Reduce = new StepAction.FeatureReduce([new("tips", "off"), new("images", "small")]);
    private static readonly StepAction Limit = new StepAction.RateLimit(2000);

    [Fact]
    public void Features_are_reduced_in_one_call_and_given_back()
    {
        var player = Features(Reduce);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes);
        Assert.Equal("off", player.Setting!.Find("tips"));

        var back = Features(new StepAction.FeatureRestore(), player);
        Assert.IsType<ActionMove.Done>(back.Play());
        Assert.Equal(("On", "large", "x"), Read(back));
    }

    [Fact]
    public void What_reads_as_wanted_already_is_left_alone_and_a_change_of_case_alone_is_a_change()
    {
        var player = Features(new StepAction.ParameterSet([new("tips", "On")]));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Empty(player.Changes);
        Assert.IsType<ActionMove.Perform>(Features(new StepAction.ParameterSet([new("tips", "on")])).Ask());
    }

    [Fact]
    public void A_parameter_that_nobody_made_is_a_slip_of_the_pen() => Expect.Says<ActionMove.Refuse>(
        "have no tps, so no application reads it",
        Features(new StepAction.ParameterSet([new("tps", "off")])).Ask());

    [Fact]
    public void What_someone_else_changed_since_stops_the_next_step_and_the_way_back()
    {
        var player = Features(Reduce);
        player.Play();
        var changed = player.Setting! with { Values = [new("tips", "half"), new("images", "small"), new("other", "x")] };

        var more = Features(new StepAction.FeatureReduce([new("tips", "none at all")]), player);
        more.Setting = changed;
        Expect.Says<ActionMove.Refuse>("tips reads half and was set to off", more.Play());

        var back = Features(new StepAction.FeatureRestore(), player);
        back.Setting = changed;
        Expect.Says<ActionMove.Refuse>("set it back to tips off", back.Play());
        Assert.Empty(back.Changes);
    }

    [Fact]
    public void What_someone_set_back_to_its_old_value_is_no_outside_change()
    {
        var player = Features(Reduce);
        player.Play();
        var back = Features(new StepAction.FeatureRestore(), player);
        back.Setting = back.Setting! with { Values = [new("tips", "On"), new("images", "small"), new("other", "x")] };
        Assert.IsType<ActionMove.Done>(back.Play());
        Assert.Equal(("On", "large", "x"), Read(back));
    }

    [Fact]
    public void A_restore_without_a_touch_does_nothing() =>
        Expect.Says<ActionMove.Done>("nothing was set", Features(new StepAction.FeatureRestore()).Ask());

    [Fact]
    public void Undoing_sets_back_what_the_step_set()
    {
        var player = Features(Reduce);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal(("On", "large", "x"), Read(player));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_change_ends_in_the_same_values(bool before)
    {
        var player = Features(Reduce);
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes);
        Assert.Equal([new("tips", "off"), new("images", "small")], player.Record.SettingsInForce);
    }

    [Fact]
    public void A_value_that_never_shows_is_written_twice_and_then_a_fight()
    {
        var player = Features(Reduce);
        var before = player.Setting;
        player.Outside = p => p.Setting = before;
        Expect.Says<ActionMove.Fail>("a fight between writers", player.Play());
        Assert.Equal(2, player.Changes.Count);
    }

    [Fact]
    public void A_limit_is_set_where_none_was_and_removed_again()
    {
        var player = Wall(Limit);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal([new SettingValue("limit", "none")], Assert.IsType<Change.SetSettings>(player.Changes[0]).From);
        var back = Wall(new StepAction.RateRestore());
        (back.Setting, back.Record) = (player.Setting, player.Record);
        Assert.IsType<ActionMove.Done>(back.Play());
        Assert.Equal([new SettingValue("limit", "none")], Assert.IsType<Change.SetSettings>(back.Changes[0]).To);
        Assert.Empty(back.Setting!.Values);
    }

    [Fact]
    public void Undoing_a_limit_removes_the_rule_that_was_not_there()
    {
        var player = Wall(Limit);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Null(player.Setting!.Find("limit"));
    }

    [Fact]
    public void Actions_on_the_other_kind_of_setting_are_refused()
    {
        Expect.Says<ActionMove.Refuse>("no path of parameters", Wall(Reduce).Ask());
        Expect.Says<ActionMove.Refuse>("no web ACL", Features(Limit).Ask());
    }

    [Fact]
    public void A_finished_restore_leaves_nothing_of_ours_in_the_record()
    {
        var player = Features(Reduce);
        player.Play();
        var step = player.Step with { Step = player.Step.Step with { Do = new StepAction.FeatureRestore() }, State = StepState.Done };
        var left = player.Record.AfterStep(step, player.Run.Id);
        Assert.Null(left.RestorePoint);
        Assert.Empty(left.SettingsInForce);
    }

    private static (string?, string?, string?) Read(TrafficPlayer player) =>
        (player.Setting!.Find("tips"), player.Setting.Find("images"), player.Setting.Find("other"));

    private static TrafficPlayer Features(StepAction action, TrafficPlayer? after = null)
    {
        var player = Of(action, SettingService.SsmParameters, "/shop/features");
        player.Setting = after?.Setting
            ?? new SettingSnapshot([new("tips", "On"), new("images", "large"), new("other", "x")], null, Ready: true);
        player.Record = after?.Record ?? player.Record;
        return player;
    }

    private static TrafficPlayer Wall(StepAction action)
    {
        var player = Of(action, SettingService.WebAclRateLimit, "regional/shop/a1");
        player.Setting = new SettingSnapshot([], null, Ready: true);
        return player;
    }

    private static TrafficPlayer Of(StepAction action, SettingService service, string id) =>
        new(action, Make.Component(resource: new Resource.Setting("123456789012", "ap-northeast-2", service, id)));
}
