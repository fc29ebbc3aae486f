using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

public sealed class PlanApplyTests
{
    private static readonly CompiledPlan Rival = Sample.Plan with { Event = EventId.Parse("rival") };
    private readonly Scenario _scenario = new();

    [Fact]
    public void A_new_version_keeps_mode_and_phase_and_the_old_version_stays()
    {
        _scenario.SetMode(AutomationMode.Paused);
        var renamed = Sample.Plan with { Name = "Summer sale" };
        Assert.Equal(new PlanApplied.Applied(2, Phase.Live, AutomationMode.Paused), _scenario.Apply(renamed));
        Assert.Equal((2, "Summer sale"), (_scenario.Head.PlanVersion, Plan(2)!.Name));
        Assert.Equal(Sample.Plan, Plan(1));
        Assert.Contains(_scenario.Journal(), e => e is { Kind: JournalKind.Person, Verdict: "plan v2", Cause: "tester" });
    }

    [Fact]
    public void A_warm_process_decides_by_the_new_version_at_once()
    {
        var host = _scenario.NewHost();
        _scenario.Play(() => host.Alarms.HandleAsync(Sample.Alarm("raise-0", Sample.T0, AlarmStateValue.Ok), Sample.T0, default));
        _scenario.Apply(Sample.Plan with { Responses = EquatableList.From(Sample.Plan.Responses.Where(r => r.Runbook!.Value.Value != "raise")) });
        var outcome = _scenario.Play(() => host.Alarms.HandleAsync(Sample.Alarm("raise-1", Sample.T0), Sample.T0, default));
        Assert.Equal(AlarmVerdict.Unknown, Assert.Single(outcome).Verdict);
    }

    [Fact]
    public void A_resource_of_another_active_event_is_refused()
    {
        var refused = Assert.IsType<PlanApplied.Refused>(_scenario.Apply(Rival));
        Assert.Contains("group web belongs to the active event sale", refused.Reason, StringComparison.Ordinal);
        Assert.Null(_scenario.Read(StateKeys.Head(Rival.Event)).Value);
    }

    [Fact]
    public void A_resource_that_its_event_let_go_may_be_taken()
    {
        Assert.IsType<PlanApplied.Applied>(_scenario.Apply(Without("front")));
        Assert.IsType<PlanApplied.Refused>(_scenario.Apply(Rival));
        Assert.IsType<PlanApplied.Applied>(_scenario.Apply(Of(Rival, "front")));
        Assert.Equal(Rival.Event, _scenario.Resource.Owner);
    }

    [Fact]
    public void A_resource_that_is_not_yet_restored_is_not_let_go()
    {
        _scenario.Send(EndToEndTests.About("raise"));
        _scenario.Clear("raise-1");
        _scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Null(_scenario.Resource.Lease);
        Assert.IsType<PlanApplied.Applied>(_scenario.Apply(Without("front")));
        var refused = Assert.IsType<PlanApplied.Refused>(_scenario.Apply(Of(Rival, "front")));
        Assert.Contains("restore it", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_event_owes_nothing_and_its_successor_goes_on_with_the_fence()
    {
        _scenario.Send(EndToEndTests.About("raise"));
        _scenario.Clear("raise-1");
        _scenario.Web.Wants = _ => 4;
        _scenario.Time.SetUtcNow(Sample.Plan.Schedule.Cooldown);
        _scenario.Beats(TimeSpan.FromHours(2.5));
        Assert.Equal(Phase.Closed, _scenario.Head.Phase);
        Assert.Equal(new Bounds(2, 8), _scenario.Web.Bounds);
        var fence = _scenario.Resource.LastFence;
        var next = Of(Rival, "front") with { Schedule = Later(TimeSpan.FromDays(1)) };
        Assert.IsType<PlanApplied.Applied>(_scenario.Apply(next));
        Assert.Equal((Rival.Event, fence), (_scenario.Resource.Owner, _scenario.Resource.LastFence));
        Assert.Null(_scenario.Resource.RestorePoint);
    }

    [Fact]
    public void A_moved_start_leaves_one_open_line_in_the_list()
    {
        _scenario.Apply(Sample.Plan with { Schedule = Later(TimeSpan.FromHours(1)) });
        _scenario.Apply(Sample.Plan);
        _scenario.Apply(Sample.Plan with { Schedule = Later(TimeSpan.FromHours(1)) });
        var lines = _scenario.Play(() => _scenario.Store.ListAsync(StateKeys.EventsPk, "", StateJson.Default.EventListing, default));
        Assert.Equal(2, lines.Count);
        var open = Assert.Single(lines, l => l.Value.Open).Value;
        Assert.Equal((4, Sample.Plan.Schedule.Live.AddHours(1)), (open.PlanVersion, open.Start));
    }

    [Fact]
    public void Of_two_concurrent_applications_one_is_refused()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var (scenario, turns, results) = (new Scenario(), new SeededInterleaving(seed), new List<PlanApplied>());
            scenario.PlayInterleaved(turns, [.. Enumerable.Range(0, 2).Select(_ => (Func<Task>)(async () =>
                results.Add(await scenario.NewHost(turns).Plans.ApplyAsync(Sample.Plan, AutomationMode.Act, "one", default))))]);
            var versions = results.OfType<PlanApplied.Applied>().Select(a => a.Version).ToList();
            Assert.Equal(Enumerable.Range(2, versions.Count), versions.Order());
            Assert.Equal(versions.Max(), scenario.Head.PlanVersion);
            Assert.All(results.OfType<PlanApplied.Refused>(), r => Assert.Contains("at the same moment", r.Reason, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Two_events_that_claim_one_resource_at_the_same_moment_do_not_both_get_it()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var (scenario, turns, results) = (new Scenario(Without("front")), new SeededInterleaving(seed), new List<PlanApplied>());
            var plans = new[] { Of(Rival, "front"), Of(Rival with { Event = EventId.Parse("third") }, "front") };
            scenario.PlayInterleaved(turns, [.. plans.Select(plan => (Func<Task>)(async () =>
                results.Add(await scenario.NewHost(turns).Plans.ApplyAsync(plan, AutomationMode.Act, "one", default))))]);
            Assert.Single(results.OfType<PlanApplied.Applied>());
            Assert.Single(results.OfType<PlanApplied.Refused>());
        }
    }

    [Fact]
    public void An_invalid_plan_changes_nothing_and_lists_every_problem()
    {
        var invalid = Assert.IsType<PlanApplied.Invalid>(_scenario.Apply(Sample.Plan with { Name = "", TimeZone = "" }));
        Assert.Equal(2, invalid.Problems.Count);
        Assert.Equal(1, _scenario.Head.PlanVersion);
    }

    [Fact]
    public void A_closed_event_takes_no_plan_and_a_past_one_never_opens()
    {
        _scenario.Time.SetUtcNow(Sample.Plan.Schedule.Closed);
        _scenario.Beats(TimeSpan.FromMinutes(17));
        Assert.Contains("is Closed", Assert.IsType<PlanApplied.Refused>(_scenario.Apply(Sample.Plan)).Reason, StringComparison.Ordinal);
        var past = Assert.IsType<PlanApplied.Refused>(_scenario.Apply(Rival));
        Assert.Contains("over before it began", past.Reason, StringComparison.Ordinal);
    }

    private static CompiledPlan Without(string component) => Only(Sample.Plan, c => c != component);

    private static CompiledPlan Of(CompiledPlan plan, string component) => Only(plan, c => c == component);

    private static CompiledPlan Only(CompiledPlan plan, Func<string, bool> keeps) => plan with
    {
        Components = EquatableList.From(plan.Components.Where(c => keeps(c.Name.Value))),
        Responses = EquatableList.From(plan.Responses.Where(r => keeps(r.Component!.Value.Value))),
    };

    private static EventSchedule Later(TimeSpan by)
    {
        var schedule = Sample.Plan.Schedule;
        return new(schedule.Prewarm + by, schedule.Live + by, schedule.Cooldown + by, schedule.Closed + by);
    }

    private CompiledPlan? Plan(int version) => _scenario.Read(StateKeys.Plan(Sample.Event, version)).Value;
}
