using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Tests.Phases;

/// <summary>What goes wrong on an event's way, and what then happens.</summary>
public sealed class TroubleTests
{
    private readonly Occasion _occasion = new();

    [Fact]
    public void An_undercut_floor_is_asserted_once_and_the_second_time_the_component_is_held()
    {
        _occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Undercut(_occasion.Front);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Occasion.Floor, _occasion.Front.Bounds.Minimum);
        Assert.Single(_occasion.World.Messages);
        Assert.Empty(_occasion.Issues);

        Undercut(_occasion.Front);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(2, _occasion.Front.Bounds.Minimum);
        Assert.Contains("a fight between writers", _occasion.Scenario.Component.Hold!.Reason, StringComparison.Ordinal);
        Assert.Equal(IssueKind.FloorFight, Assert.Single(_occasion.Issues).Kind);
        Assert.Equal(2, _occasion.World.Messages.Count());

        var resumed = _occasion.Return_(m => m.ResumeAsync(Sample.Event, Occasion.FrontName, "found it", "kim", default));
        Assert.IsType<MoveOutcome.Done>(resumed);
        _occasion.Scenario.Time.Advance(TimeSpan.FromMinutes(16));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(4));
        Assert.Equal(Occasion.Floor, _occasion.Front.Bounds.Minimum);
        Assert.False(Assert.Single(_occasion.Issues).IsOpen);
    }

    [Fact]
    public void A_second_undercut_long_after_the_first_is_asserted_again()
    {
        _occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Undercut(_occasion.Front);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(20));
        Undercut(_occasion.Front);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Occasion.Floor, _occasion.Front.Bounds.Minimum);
        Assert.Null(_occasion.Scenario.Read(StateKeys.Component(Sample.Event, Occasion.FrontName)).Value?.Hold);
    }

    [Fact]
    public void A_higher_minimum_of_someone_else_is_adopted()
    {
        _occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Set(_occasion.Front, new Bounds(12, 14));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(new Bounds(12, 14), _occasion.Front.Bounds);
        Assert.Equal(1, _occasion.Journalled(JournalKind.Decision, "floor Adopted"));
        Assert.Empty(_occasion.World.Messages);
    }

    [Fact]
    public void A_cut_maximum_is_an_outside_change_that_stops_automation_and_is_told_once()
    {
        var plan = Occasion.Plan with
        {
            Components = EquatableList.From(Occasion.Plan.Components.Select(c => c with { Floor = 5 })),
            Stages = EquatableList.From(Occasion.Plan.Stages.Select(s => s with
            {
                Goals = EquatableList.From(s.Goals.Select(g => g with { Floor = 5 })),
            })),
        };
        var occasion = new Occasion(plan);
        occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Set(occasion.Front, new Bounds(5, 6));
        occasion.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(IssueKind.OutsideChange, Assert.Single(occasion.Issues).Kind);
        Assert.NotNull(occasion.Scenario.Component.Hold);
        Assert.Single(occasion.World.Messages);
        occasion.Return_(m => m.ResumeAsync(Sample.Event, Occasion.FrontName, "it is fine", "kim", default));
        occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Null(occasion.Scenario.Component.Hold);
        Assert.Single(occasion.World.Messages);
    }

    [Fact]
    public void A_shortage_is_an_issue_and_the_alternative_is_raised_by_what_is_missing_once()
    {
        var plan = Occasion.Plan with
        {
            Components = EquatableList.From(Occasion.Plan.Components.Select(c =>
                c.Name == Occasion.DataName ? c with { Alternative = ComponentName.Parse("spare") } : c).Append(
                    Occasion.Component(
                        ComponentName.Parse("spare"),
                        new Resource.AutoScalingGroup(Sample.Account, Sample.Region, "spare")))),
        };
        var occasion = new Occasion(plan);
        var spare = occasion.World.AddGroup("spare", Occasion.Before, 4, TimeSpan.FromMinutes(2));
        occasion.Data.CanLaunch = false;
        occasion.Data.LaunchTrouble = "Could not launch On-Demand Instances. InsufficientInstanceCapacity - none left.";
        occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(20));
        Assert.Equal(IssueKind.CapacityShortage, Assert.Single(occasion.Issues).Kind);
        Assert.Equal(10, spare.Bounds.Minimum);
        Assert.Equal(10, spare.Serving);
        Assert.Single(occasion.GroupEffects("spare"));
        Assert.Equal(StageState.InService, occasion.Stages.Stages[0].State);
        Assert.Equal(Occasion.Floor, occasion.Front.Serving);
        Assert.Single(occasion.Scenario.Calls);
    }

    [Fact]
    public void A_stage_that_does_not_come_lets_the_next_one_go_on_and_closes_its_issue_when_it_serves()
    {
        _occasion.Data.CanLaunch = false;
        _occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(29));
        Assert.Equal(4, _occasion.Front.Serving);
        Assert.Contains(_occasion.Issues, i => i is { Kind: IssueKind.SlowBoot, IsOpen: true });

        _occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(40));
        Assert.Equal(Occasion.Floor, _occasion.Front.Serving);
        Assert.Contains(_occasion.Issues, i => i is { Kind: IssueKind.StageNotReady, IsOpen: true });
        Assert.Single(_occasion.Scenario.Calls);

        _occasion.Data.CanLaunch = true;
        _occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(55));
        Assert.All(_occasion.Issues, i => Assert.False(i.IsOpen));
        Assert.Equal(StageState.InService, _occasion.Stages.Stages[0].State);
    }

    [Fact]
    public void Metrics_out_of_range_without_data_or_unreadable_keep_the_fleet_up()
    {
        _occasion.BeatsUntil(Occasion.CooldownAt);
        foreach (var (trouble, word) in new (Action Set, string Word)[]
        {
            (() => _occasion.World.Measured = (_, _) => 500, "outside 0–100"),
            (() => _occasion.World.Measured = (_, _) => null, "no data"),
            (() => _occasion.World.ReadFault = c => c == "read metrics" ? Ports.PortFailure.Denied : null, "cannot be read"),
        })
        {
            trouble();
            _occasion.Scenario.Beats(TimeSpan.FromMinutes(15));
            Assert.Equal(ReturnState.WaitingForRange, _occasion.Return.Technical);
            Assert.Null(_occasion.Return.InRangeSince);
            Assert.Contains(word, _occasion.Return.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(2, _occasion.World.Effects.Count);
    }

    [Fact]
    public void An_alarm_that_fires_keeps_the_fleet_up()
    {
        _occasion.BeatsUntil(Occasion.CooldownAt);
        _occasion.World.SetAlarm(Sample.Alarm("notify-1", _occasion.Scenario.Now));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(20));
        Assert.Equal(ReturnState.WaitingForRange, _occasion.Return.Technical);
        Assert.Contains("notify-1", _occasion.Return.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_that_takes_too_long_pages_once_a_day_with_what_it_costs()
    {
        _occasion.World.Measured = (_, _) => 500;
        _occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(2));
        for (var hour = 0; hour < 60; hour++)
        {
            _occasion.Scenario.Time.Advance(TimeSpan.FromHours(1));
            _occasion.Scenario.Beat();
        }

        var issue = Assert.Single(_occasion.Issues, i => i.Kind == IssueKind.CooldownOverdue);
        Assert.Contains("12.00 USD an hour", issue.Summary, StringComparison.Ordinal);
        Assert.Equal(3, _occasion.Scenario.Calls.Count());
        Assert.Equal(Phase.Cooldown, _occasion.Head.Phase);
    }

    [Fact]
    public void Too_much_spent_pages_once_a_day_with_the_burn_rate()
    {
        var plan = Occasion.Plan with { Guardrails = Occasion.Plan.Guardrails with { ExtraSpendMax = 5m } };
        var occasion = new Occasion(plan);
        occasion.BeatsUntil(Occasion.CooldownAt);
        var issue = Assert.Single(occasion.Issues);
        Assert.Equal(IssueKind.SpendExceeded, issue.Kind);
        Assert.Contains("12.00 USD an hour", issue.Summary, StringComparison.Ordinal);
        Assert.Single(occasion.Scenario.Calls);
    }

    [Fact]
    public void A_restore_that_fails_waits_for_a_person_who_keeps_the_component()
    {
        _occasion.BeatsUntil(Occasion.CooldownAt);
        _occasion.World.Fault = c => c is Change.SetGroupBounds { Group: "web" } ? (Ports.PortFailure.Denied, false) : null;
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(30));
        Assert.Equal(RestoreState.Failed, _occasion.Return.Find(Occasion.FrontName)!.State);
        Assert.Equal(RestoreState.Pending, _occasion.Return.Find(Occasion.DataName)!.State);
        Assert.Contains(_occasion.Issues, i => i is { Kind: IssueKind.NotNormal, IsOpen: true });

        var kept = _occasion.Return_(m => m.KeepAsync(Sample.Event, Occasion.FrontName, "stays big", "kim", default));
        Assert.IsType<MoveOutcome.Done>(kept);
        _occasion.BeatsUntil(Occasion.ClosedAt.AddMinutes(30));
        Assert.Equal(ReturnState.Done, _occasion.Return.Technical);
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
        Assert.Equal("kim", _occasion.Return.Find(Occasion.FrontName)!.KeptBy);
        Assert.False(_occasion.Record("web").IsOwed);
    }

    [Fact]
    public void One_unreadable_event_stops_no_other_and_a_person_is_called_once_a_day()
    {
        var broken = new StateAddress(StateKeys.EventsPk, "2026-01-01T00:00:00Z#broken");
        _occasion.Scenario.Commit(new StateWrite.Put(broken, "{\"schema\":99}"u8.ToArray(), 0));
        _occasion.Scenario.Time.SetUtcNow(Occasion.PrewarmAt.AddSeconds(1));
        Assert.Equal(1, _occasion.Scenario.Beat().Failures);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Phase.Prewarm, _occasion.Head.Phase);
        Assert.NotEmpty(_occasion.GroupEffects("data"));
        Assert.Contains("schema 99", Assert.Single(_occasion.World.Messages).Text, StringComparison.Ordinal);
        Assert.Single(_occasion.Scenario.Journal(JournalWriter.Unassigned), l => l.Kind == JournalKind.Unreadable);
        Assert.Equal(AlarmVerdict.Starts, _occasion.Scenario.Send(EndToEndTests.About("notify") with { ChangedAt = _occasion.Scenario.Now }).Verdict);
    }

    [Fact]
    public void An_unreadable_plan_stops_no_other_event()
    {
        var listing = new EventListing(EventId.Parse("lost"), "Lost", Sample.T0, Sample.T0.AddHours(9), true, 7);
        _occasion.Scenario.Commit(StateKeys.Listing(listing).Put(listing, 0));
        _occasion.Scenario.Time.SetUtcNow(Occasion.PrewarmAt.AddSeconds(1));
        Assert.Equal(1, _occasion.Scenario.Beat().Failures);
        Assert.Equal(Phase.Prewarm, _occasion.Head.Phase);
    }

    private static void Undercut(Testing.Worlds.FakeGroup group) => Set(group, Occasion.Before);

    private static void Set(Testing.Worlds.FakeGroup group, Bounds to) =>
        Assert.Null(group.Perform(new Change.SetGroupBounds(group.Name, group.Bounds, to), DateTimeOffset.UnixEpoch));
}
