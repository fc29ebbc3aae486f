using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

/// <summary>What settles an effect whose outcome was lost in a crash.</summary>
public sealed class ChangeEvidenceTests
{
    private static readonly ArmedFloor Floor = new("readiness-1", Make.T0.AddHours(1), 6, null);
    private static readonly InstanceId Id = Make.Id(2);

    private static readonly ListenerRule PageRule =
        new("", 9, [], ["/search*", "/find*"], new FixedPage(503, "text/html", "soon")) { Owner = "run-1" };

    [Theory]
    [InlineData(2, 8, false)]
    [InlineData(6, 8, true)]
    [InlineData(7, 9, true)]
    [InlineData(1, 8, null)]
    [InlineData(4, 8, null)]
    public void Raised_bounds_show_when_they_are_at_least_there(int minimum, int maximum, bool? shows)
    {
        var group = Seen(Make.Group(4, minimum, maximum));
        Assert.Equal(shows, ChangeEvidence.Shows(new Change.SetGroupBounds("web", new(2, 8), new(6, 8)), group));
        var target = Observation.Nothing(Make.T0) with { Target = new(new(minimum, maximum), false, null) };
        Assert.Equal(shows, ChangeEvidence.Shows(new Change.SetTargetBounds(new(2, 8), new(6, 8)), target));
    }

    [Theory]
    [InlineData(4, 5, 4, false)]
    [InlineData(4, 5, 5, true)]
    [InlineData(4, 5, 8, true)]
    [InlineData(4, 5, 3, null)]
    [InlineData(5, 4, 5, false)]
    [InlineData(5, 4, 4, true)]
    [InlineData(5, 4, 3, true)]
    [InlineData(5, 4, 9, null)]
    public void A_desired_capacity_that_policies_moved_is_not_written_again(int from, int to, int now, bool? shows) =>
        Assert.Equal(
            shows,
            ChangeEvidence.Shows(new Change.SetGroupDesired("web", from, to), Seen(Make.Group(now, 0, 20))));

    [Theory]
    [InlineData("InService", false, false, true)]
    [InlineData("Standby", false, true, false)]
    [InlineData("EnteringStandby", false, true, null)]
    [InlineData("Pending", false, null, true)]
    [InlineData("Terminating:Wait", true, null, null)]
    public void A_members_state_tells(string state, bool terminated, bool? entered, bool? exited)
    {
        var seen = Seen(Make.Group(4, 1, 8).With(Make.Member(2) with { LifecycleState = state }));
        Assert.Equal(terminated, ChangeEvidence.Shows(new Change.TerminateMember(Id, true), seen));
        Assert.Equal(entered, ChangeEvidence.Shows(new Change.EnterStandby("web", Id, true), seen));
        Assert.Equal(exited, ChangeEvidence.Shows(new Change.ExitStandby("web", Id), seen));
    }

    [Fact]
    public void A_member_that_left_was_terminated()
    {
        var change = new Change.TerminateMember(Make.Id(99), true);
        Assert.True(ChangeEvidence.Shows(change, Seen(Make.Group(4, 1, 8))));
        var gone = Make.Instance(Make.Id(99), Make.T0) with { State = "shutting-down" };
        Assert.True(ChangeEvidence.Shows(change, Observation.Nothing(Make.T0) with { Instance = gone }));
    }

    [Fact]
    public void A_mark_shows_in_the_members_health()
    {
        var change = new Change.MarkUnhealthy(Id);
        Assert.False(ChangeEvidence.Shows(change, Seen(Make.Group(4, 1, 8))));
        var marked = Make.Group(4, 1, 8).With(Make.Member(2) with { Healthy = false });
        Assert.True(ChangeEvidence.Shows(change, Seen(marked)));
        Assert.True(ChangeEvidence.Shows(change, Seen(Make.Group(1, 1, 8))));
    }

    [Theory]
    [InlineData("running", false, true)]
    [InlineData("stopping", true, null)]
    [InlineData("stopped", true, false)]
    [InlineData("pending", null, true)]
    [InlineData("terminated", null, null)]
    public void An_instances_state_tells(string state, bool? stopped, bool? started)
    {
        var seen = Observation.Nothing(Make.T0) with { Instance = Make.Instance(Id, Make.T0) with { State = state } };
        Assert.Equal(stopped, ChangeEvidence.Shows(new Change.StopInstance(Id), seen));
        Assert.Equal(started, ChangeEvidence.Shows(new Change.StartInstance(Id), seen));
    }

    [Fact]
    public void Security_groups_show_in_any_order()
    {
        var instance = Make.Instance(Id, Make.T0) with { SecurityGroups = ["b", "a"] };
        var seen = Observation.Nothing(Make.T0) with { Instance = instance };
        Assert.True(ChangeEvidence.Shows(new Change.SetSecurityGroups(Id, ["c"], ["a", "b"]), seen));
        Assert.False(ChangeEvidence.Shows(new Change.SetSecurityGroups(Id, ["a", "b"], ["c"]), seen));
        Assert.Null(ChangeEvidence.Shows(new Change.SetSecurityGroups(Id, ["d"], ["c"]), seen));
    }

    [Fact]
    public void A_scheduled_action_shows_until_its_instant_and_then_tells_nothing()
    {
        var put = new Change.PutScheduledAction("web", Floor);
        var delete = new Change.DeleteScheduledAction("web", Floor.Name);
        var armed = Seen(Make.Group(1, 1, 8) with { Armed = [Floor] });
        var other = Seen(Make.Group(1, 1, 8) with { Armed = [Floor with { Minimum = 7 }] });
        var bare = Seen(Make.Group(1, 1, 8) with { Armed = [] });
        Assert.True(ChangeEvidence.Shows(put, armed));
        Assert.False(ChangeEvidence.Shows(put, other));
        Assert.False(ChangeEvidence.Shows(put, bare));
        Assert.Null(ChangeEvidence.Shows(put, bare with { At = Floor.At }));
        Assert.False(ChangeEvidence.Shows(delete, armed));
        Assert.True(ChangeEvidence.Shows(delete, bare));
    }

    [Fact]
    public void Settings_under_change_tell_nothing()
    {
        var change = new Change.SetSettings([new("iops", "3000")], [new("iops", "6000")]);
        Assert.True(ChangeEvidence.Shows(change, Set("6000", null)));
        Assert.False(ChangeEvidence.Shows(change, Set("3000", null)));
        Assert.Null(ChangeEvidence.Shows(change, Set("3000", "modifying")));
        Assert.Null(ChangeEvidence.Shows(change, Set("4000", null)));
    }

    [Fact]
    public void Records_show_as_a_whole_and_a_health_check_by_its_inversion()
    {
        var change = new Change.SetRecords(
            [Names.Record("blue", 100), Names.Record("green", 0)],
            [Names.Record("blue", 60), Names.Record("green", 40)]);
        Assert.True(ChangeEvidence.Shows(change, Named(60, 40)));
        Assert.False(ChangeEvidence.Shows(change, Named(100, 0)));
        Assert.Null(ChangeEvidence.Shows(change, Named(60, 0)));
        Assert.Null(ChangeEvidence.Shows(change, Named(7, 7)));
        var invert = new Change.InvertHealthCheck("hc-1", true, 7);
        Assert.True(ChangeEvidence.Shows(invert, Checked(inverted: true)));
        Assert.False(ChangeEvidence.Shows(invert, Checked(inverted: false)));
        Assert.Null(ChangeEvidence.Shows(invert, Named(1, 1)));
    }

    [Fact]
    public void A_rule_of_the_same_run_shows_whatever_its_place_and_the_order_of_its_paths()
    {
        var create = new Change.CreateListenerRule(PageRule);
        var there = PageRule with { Arn = "rule/1", Priority = 7, Paths = ["/find*", "/search*"] };
        Assert.True(ChangeEvidence.Shows(create, Listening(there)));
        Assert.False(ChangeEvidence.Shows(create, Listening(there with { Owner = "run-2" })));
        Assert.False(ChangeEvidence.Shows(create, Listening(there with { Page = there.Page! with { Body = "later" } })));
        Assert.False(ChangeEvidence.Shows(create, Listening()));
        Assert.False(ChangeEvidence.Shows(new Change.DeleteListenerRule(there), Listening(there)));
        Assert.True(ChangeEvidence.Shows(new Change.DeleteListenerRule(there), Listening()));
    }

    [Fact]
    public void Zonal_shifts_and_subnets_show()
    {
        var start = new Change.StartZonalShift("apne2-az2", "b", Make.T0.AddHours(1), "ours");
        var shift = new ZonalShift("s", "apne2-az2", Make.T0.AddHours(1), "ours");
        Assert.True(ChangeEvidence.Shows(start, In(shift)));
        Assert.False(ChangeEvidence.Shows(start, In(shift with { Comment = "theirs" })));
        Assert.False(ChangeEvidence.Shows(new Change.CancelZonalShift("s", "b"), In(shift)));
        Assert.True(ChangeEvidence.Shows(new Change.CancelZonalShift("s", "b"), In()));
        string[] all = ["subnet-c", "subnet-b", "subnet-a"];
        Assert.True(ChangeEvidence.Shows(new Change.SetGroupSubnets("web", ["subnet-a"], [.. all]), In()));
        Assert.False(ChangeEvidence.Shows(new Change.SetGroupSubnets("web", [.. all], ["subnet-a"]), In()));
        Assert.Null(ChangeEvidence.Shows(new Change.SetGroupSubnets("web", ["subnet-a"], ["subnet-b"]), In()));
    }

    [Fact]
    public void What_was_not_read_tells_nothing_and_a_reboot_never_does()
    {
        Change[] changes =
        [
            new Change.SetGroupBounds("web", new(1, 2), new(2, 3)), new Change.SetGroupDesired("web", 1, 2),
            new Change.SetTargetBounds(new(1, 2), new(2, 3)), new Change.TerminateMember(Id, true),
            new Change.EnterStandby("web", Id, true), new Change.ExitStandby("web", Id), new Change.MarkUnhealthy(Id),
            new Change.RebootInstance(Id), new Change.StopInstance(Id), new Change.StartInstance(Id),
            new Change.SetSecurityGroups(Id, ["a"], ["b"]), new Change.Publish("t", "s", "x"), new Change.SendMail("t", "f", "o", "s", "x", null),
            new Change.PutScheduledAction("web", Floor), new Change.DeleteScheduledAction("web", Floor.Name),
            new Change.SetSettings([new("iops", "3000")], [new("iops", "6000")]),
            new Change.SetRecords([Names.Record("blue", 1)], [Names.Record("blue", 2)]),
            new Change.InvertHealthCheck("hc-1", true, 7),
            new Change.CreateListenerRule(PageRule), new Change.DeleteListenerRule(PageRule),
            new Change.StartZonalShift("az1", "a", Make.T0, "ours"), new Change.CancelZonalShift("s", "a"),
            new Change.SetGroupSubnets("web", ["subnet-a"], ["subnet-b"]),
            new Change.StartAutomation("doc", null, [], "token"), new Change.InvokeFunction("f", "{}"),
            new Change.AttachInterface(Id, "eni-1", 1), new Change.DetachInterface(Id, "eni-1", "a-1"),
            new Change.AssociateAddress(Id, "eipalloc-1"), new Change.TagInstance(Id, [new("a", "b")]),
            new Change.RegisterTarget(Id, "arn"), new Change.DeregisterTarget(Id, "arn"),
            new Change.SendCommand(Id, "doc", null, [], "token"),
            new Change.CompleteHook("web", "ready", Id, null, false), new Change.BeatHook("web", "ready", Id, null),
        ];
        Assert.Equal(typeof(Change).GetNestedTypes().Length, changes.Select(c => c.GetType()).Distinct().Count());
        Assert.All(changes, c => Assert.Null(ChangeEvidence.Shows(c, Observation.Nothing(Make.T0))));
        var all = Seen(Make.Group(4, 1, 8)) with { Instance = Make.Instance(Id, Make.T0) };
        Assert.Null(ChangeEvidence.Shows(new Change.RebootInstance(Id), all));
    }

    private static Observation Named(int blue, int green) => Observation.Nothing(Make.T0) with
    {
        Records = new RecordsSnapshot([Names.Record("blue", blue), Names.Record("green", green)], []),
    };

    private static Observation Checked(bool inverted) => Observation.Nothing(Make.T0) with
    {
        Records = new RecordsSnapshot([], [new HealthCheckView("hc-1", inverted, 8, null)]),
    };

    private static Observation Listening(params ListenerRule[] rules) => Observation.Nothing(Make.T0) with
    {
        Listener = new ListenerSnapshot([.. rules], []),
    };

    private static Observation In(params ZonalShift[] shifts) => Observation.Nothing(Make.T0) with
    {
        Zones = new ZonesSnapshot(Make.Zones, [.. shifts], true),
    };

    private static Observation Set(string iops, string? busy) => Observation.Nothing(Make.T0) with
    {
        Setting = new SettingSnapshot([new("iops", iops)], busy, Ready: true),
    };

    private static Observation Seen(GroupSnapshot group) => Observation.Nothing(Make.T0) with { Group = group };
}
