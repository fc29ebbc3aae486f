using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Under which conditions a plan replaces the one in force.</summary>
public sealed class PlanTermsTests
{
    private static readonly ComponentName Api = ComponentName.Parse("api");

    /// <summary>The event is live an hour after the stages began; the second stage has not begun.</summary>
    private static readonly CompiledPlan Staged = Sample.Plan with
    {
        Schedule = Sample.Plan.Schedule with { Live = Sample.T0.AddHours(1) },
        Stages =
        [
            new(1, Sample.T0.AddHours(-2), Sample.T0.AddMinutes(30), [new(Sample.Front, 4)]),
            new(2, Sample.T0.AddMinutes(30), Sample.T0.AddHours(1), [new(Api, 2)]),
        ],
    };

    private readonly Scenario _scenario = new(Staged);

    [Fact]
    public void A_plan_is_not_replaced_unseen()
    {
        var refused = Assert.IsType<PlanApplied.Refused>(Apply(Staged, t => t with { ExpectVersion = 2 }));
        Assert.Contains("has plan version 1, not version 2 as expected", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _scenario.Head.PlanVersion);
        Assert.IsType<PlanApplied.Applied>(Apply(Staged, t => t with { ExpectVersion = 1 }));
    }

    [Fact]
    public void A_new_event_may_be_expected_not_to_be_there()
    {
        var other = Without(Staged, "front", "api") with { Event = EventId.Parse("other"), Stages = [] };
        Assert.Contains(
            "has no plan yet, not version 1",
            Assert.IsType<PlanApplied.Refused>(Apply(other, t => t with { ExpectVersion = 1 })).Reason,
            StringComparison.Ordinal);
        Assert.IsType<PlanApplied.Applied>(Apply(other, t => t with { ExpectVersion = 0 }));
    }

    [Fact]
    public void A_floor_that_the_fleet_stands_on_comes_down_only_when_asked_to()
    {
        var lower = Floor(Staged, 3);
        var refused = Assert.IsType<PlanApplied.Refused>(Apply(lower));
        Assert.Contains("floors that are held in phase Prewarm: front 4 → 3", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _scenario.Head.PlanVersion);
        Assert.IsType<PlanApplied.Applied>(Apply(lower, t => t with { LowersFloors = true }));
        Assert.Contains(_scenario.Journal(), e => e.Reason.EndsWith("floors may come down", StringComparison.Ordinal));
    }

    [Fact]
    public void A_floor_that_nothing_would_hold_any_more_is_lowered_too()
    {
        var refused = Assert.IsType<PlanApplied.Refused>(Apply(Staged with { Stages = [] }));
        Assert.Contains("front 4 → none", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(
            "front 4 → none",
            Assert.IsType<PlanApplied.Refused>(Apply(Without(Staged, "front"))).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_floor_may_rise_and_one_whose_stage_has_not_begun_may_change()
    {
        var later = Staged with
        {
            Components = Staged.Components.With(1, Staged.Components[1] with { Floor = 1 }),
            Stages = Staged.Stages.With(1, Staged.Stages[1] with { Goals = [new(Api, 1)] }),
        };
        Assert.IsType<PlanApplied.Applied>(Apply(Floor(later, 5)));
    }

    [Fact]
    public void Before_the_pre_warm_and_after_live_floors_are_only_numbers()
    {
        Assert.Empty(PlanFloors.Lowered(Staged, Floor(Staged, 1), Phase.Scheduled, Sample.T0));
        Assert.Empty(PlanFloors.Lowered(Staged, Floor(Staged, 1), Phase.Cooldown, Sample.T0));
        Assert.Single(PlanFloors.Lowered(Staged, Floor(Staged, 1), Phase.Live, Sample.T0));
    }

    [Fact]
    public void A_plan_that_can_no_longer_be_read_does_not_stand_in_the_way_of_the_next()
    {
        var key = StateKeys.Plan(Staged.Event, 1);
        _scenario.Play(async () =>
        {
            var document = Assert.Single(await _scenario.Store.ReadAsync([key.Address], default));
            return await _scenario.Store.CommitAsync(
                [new StateWrite.Put(key.Address, "{\"schema\":1}"u8.ToArray(), document.Version, null, null)], default);
        });
        Assert.IsType<PlanApplied.Applied>(Apply(Staged));
    }

    [Fact]
    public void An_instance_of_another_active_events_list_is_refused()
    {
        Assert.IsType<PlanApplied.Applied>(Apply(Pets("one", 1, 2)));
        var refused = Assert.IsType<PlanApplied.Refused>(Apply(Pets("two", 2, 3)));
        Assert.Contains("instance i-00000002 belongs to the active event one", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<PlanApplied.Applied>(Apply(Pets("two", 3)));
        Assert.IsType<PlanApplied.Applied>(Apply(Pets("one", 1, 2, 4)));
    }

    [Fact]
    public void A_rollback_is_a_new_version_that_the_journal_explains()
    {
        Apply(Staged with { Name = "Second" });
        Apply(Staged, t => t with { Note = "rolled back to version 1" });
        var versions = _scenario.Play(() => Versions().ListAsync(_scenario.Head, default));
        (int, bool, string?)[] expected = [(1, false, "tester"), (2, false, "tester"), (3, true, "tester")];
        Assert.Equal(expected, versions.Select(v => (v.Number, v.IsInForce, v.AppliedBy)));
        Assert.EndsWith("rolled back to version 1", versions[2].Words, StringComparison.Ordinal);
    }

    private PlanVersions Versions() => new(_scenario.Store, new Journal.JournalReader(_scenario.Store));

    private PlanApplied Apply(CompiledPlan plan, Func<PlanApplyTerms, PlanApplyTerms>? change = null)
    {
        var terms = new PlanApplyTerms(AutomationMode.Act, "tester");
        return _scenario.Play(() => _scenario.NewHost().Plans.ApplyAsync(plan, change?.Invoke(terms) ?? terms, default));
    }

    private static CompiledPlan Floor(CompiledPlan plan, int floor) => plan with
    {
        Components = plan.Components.With(0, plan.Components[0] with { Floor = floor }),
        Stages = plan.Stages.With(0, plan.Stages[0] with { Goals = [new(Sample.Front, floor)] }),
    };

    private static CompiledPlan Without(CompiledPlan plan, params string[] names) => plan with
    {
        Components = EquatableList.From(plan.Components.Where(c => !names.Contains(c.Name.Value))),
        Responses = EquatableList.From(plan.Responses.Where(r => !names.Contains(r.Component!.Value.Value))),
        Stages = EquatableList.From(plan.Stages
            .Where(s => s.Goals.All(g => !names.Contains(g.Component.Value)))
            .Select((s, i) => s with { Number = i + 1 })),
    };

    private static CompiledPlan Pets(string id, params int[] instances) =>
        Without(Sample.Plan, "front", "api") with
        {
            Event = EventId.Parse(id),
            Components =
            [
                new Component(
                    ComponentName.Parse("pets"),
                    new Resource.StandaloneInstances(
                        Sample.Account,
                        Sample.Region,
                        EquatableList.From(instances.Select(i => InstanceId.Parse($"i-0000000{i}")))),
                    0,
                    0,
                    50,
                    TimeSpan.FromMinutes(5),
                    []),
            ],
        };
}
