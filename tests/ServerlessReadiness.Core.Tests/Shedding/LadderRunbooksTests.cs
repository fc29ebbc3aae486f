using CsCheck;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Shedding;

public sealed class LadderRunbooksTests
{
    private static readonly ComponentName[] Places = [Ladders.Features, Ladders.Edge, Ladders.Front.Name];

    [Fact]
    public void A_climb_holds_the_capacity_first_and_takes_itself_back_where_it_fails()
    {
        var climb = LadderRunbooks.Climb(Ladders.Ladder, 2);
        Assert.Equal(["keep", "partial"], climb.Steps.Select(s => s.Name));
        Assert.IsType<StepAction.CapacityKeep>(climb.Steps[0].Do);
        Assert.Null(climb.Steps[0].On);
        Assert.All(climb.Steps, s => Assert.Equal(OnFailure.Undo, s.OnFailure));
    }

    [Fact]
    public void A_step_that_may_fail_may_fail_in_a_climb_too()
    {
        var ladder = Ladders.Of([Ladders.Reduce with { OnFailure = OnFailure.Continue }]);
        Assert.Equal(OnFailure.Continue, LadderRunbooks.Climb(ladder, 1).Steps[1].OnFailure);
    }

    [Fact]
    public void The_way_down_takes_the_last_step_back_first()
    {
        var limit = Ladders.Step("limit", new StepAction.RateLimit(2_000), Ladders.Edge);
        var ladder = Ladders.Of([Ladders.Reduce, limit]);
        var down = LadderRunbooks.Down(ladder, 1, 0);
        Assert.Equal(
            [(Ladders.Edge, new StepAction.RateRestore()), (Ladders.Features, (StepAction)new StepAction.FeatureRestore())],
            down.Steps.Select(s => (s.On!.Value, s.Do)));
    }

    [Fact]
    public void The_partial_page_stands_again_when_the_full_page_goes()
    {
        var down = LadderRunbooks.Down(Ladders.Ladder, 3, 2);
        Assert.Equal([new StepAction.MaintenanceOff(), Ladders.Partial.Do], down.Steps.Select(s => s.Do));
        var all = LadderRunbooks.Down(Ladders.Ladder, 3, 0);
        Assert.Equal(
            [new StepAction.MaintenanceOff(), new StepAction.FeatureRestore()],
            all.Steps.Select(s => s.Do));
    }

    [Fact]
    public void A_smaller_share_comes_back_by_being_set_again()
    {
        StepAction.DnsShift Shift(int away) => new(
            [new EndpointShare("home", 100 - away), new EndpointShare("away", away)], 10, TimeSpan.FromMinutes(1), []);
        var ladder = Ladders.Of([Ladders.Step("some", Shift(20), Ladders.Edge)], [Ladders.Step("more", Shift(50), Ladders.Edge)]);
        Assert.Equal(Shift(20), Assert.Single(LadderRunbooks.Down(ladder, 2, 1).Steps).Do);
        Assert.IsType<StepAction.DnsRestore>(Assert.Single(LadderRunbooks.Down(ladder, 1, 0).Steps).Do);
    }

    [Fact]
    public void A_condition_of_a_step_that_stands_again_is_asked_again()
    {
        EquatableList<StepCondition> when = [new StepCondition.AlarmIs("web-use", true)];
        var ladder = Ladders.Of([Ladders.Partial with { When = when }], [Ladders.Full]);
        Assert.Equal(when, LadderRunbooks.Down(ladder, 2, 1).Steps[1].When);
        Assert.Empty(LadderRunbooks.Down(ladder, 2, 1).Steps[0].When);
    }

    [Fact]
    public void A_runbook_is_taken_back_in_reverse_and_without_what_needs_none()
    {
        var runbook = new Runbook(
            RunbookName.Parse("shift"),
            [
                Ladders.Step("tell", new StepAction.Notify("Shift", "Shifting")),
                Ladders.Step("floor", new StepAction.CapacityFloor(4)),
                Ladders.Step("over", new StepAction.DnsFailover(), Ladders.Edge),
                Ladders.Full,
            ]);
        Assert.Equal(
            [new StepAction.MaintenanceOff(), new StepAction.DnsFailback()],
            LadderRunbooks.TakeBack(runbook, RunbookName.Parse("back")).Steps.Select(s => s.Do));
    }

    /// <summary>
    /// Whatever the levels do: after coming down to a level the world is as it was after climbing to it, no step of a
    /// runbook has another's name, and what was shed later is taken back earlier.
    /// </summary>
    [Fact]
    public void After_coming_down_to_a_level_the_world_is_as_it_was_after_climbing_to_it()
    {
        var action = Gen.OneOf(
            Gen.Int[1, 4].Select(i => (StepAction)new StepAction.RateLimit(i * 1000)),
            Gen.Int[1, 3].Select(i => (StepAction)new StepAction.FeatureReduce([new SettingValue($"f{i}", "off")])),
            Gen.Int[1, 3].Select(i => (StepAction)new StepAction.ParameterSet([new SettingValue($"p{i}", "1")])),
            Gen.Int[1, 3].Select(i => (StepAction)Ladders.Page($"/{i}/*")),
            Gen.Const((StepAction)new StepAction.DnsFailover()),
            Gen.Int[1, 2].Select(i => (StepAction)new StepAction.ZoneAway($"zone-{i}", TimeSpan.FromHours(1))),
            Gen.Const((StepAction)new StepAction.Notify("Shed", "Shedding")));
        var step = Gen.Select(action, Gen.Int[0, 2]).Select((a, on) => Ladders.Step("step", a, Places[on]));
        var ladder = step.Array[1, 3].Select(s => (EquatableList<RunbookStep>)[.. s]).Array[1, 5].Select(l => Ladders.Of(l));
        Gen.Select(ladder, Gen.Int[0, 5], Gen.Int[0, 5]).Sample((l, a, b) =>
        {
            var (low, high) = (Math.Min(a, b) % l.Levels.Count, Math.Max(a, b) % l.Levels.Count + 1);
            low = Math.Min(low, high - 1);
            var down = LadderRunbooks.Down(l, high, low);
            var world = new World(l);
            world.Do(LadderRunbooks.StepsOf(l, 0, high));
            world.Do(down.Steps);
            var wanted = new World(l);
            wanted.Do(LadderRunbooks.StepsOf(l, 0, low));
            Assert.Equal(wanted.State, world.State);
            Assert.Equal(down.Steps.Count, down.Steps.Select(s => s.Name).Distinct().Count());
        });
    }

    /// <summary>What each action does, as its rules have it: some state the whole, some add to what is there.</summary>
    private sealed class World(ShedLadder ladder)
    {
        private readonly SortedDictionary<string, string> _state = new(StringComparer.Ordinal);

        public string State => string.Join("; ", _state.Select(s => $"{s.Key}={s.Value}"));

        public void Do(IEnumerable<RunbookStep> steps)
        {
            foreach (var step in steps)
            {
                Do(LadderRunbooks.ActsOn(ladder, step).Value, step.Do);
            }
        }

        private void Do(string on, StepAction action)
        {
            switch (action)
            {
                case StepAction.RateLimit limit:
                    _state[$"{on} rate"] = $"{limit.Limit}";
                    break;
                case StepAction.RateRestore:
                    _state.Remove($"{on} rate");
                    break;
                case StepAction.FeatureReduce reduce:
                    reduce.Values.ToList().ForEach(v => _state[$"{on} parameter {v.Name}"] = v.Value);
                    break;
                case StepAction.ParameterSet set:
                    set.Values.ToList().ForEach(v => _state[$"{on} parameter {v.Name}"] = v.Value);
                    break;
                case StepAction.FeatureRestore:
                    Remove($"{on} parameter ");
                    break;
                case StepAction.MaintenanceOn page:
                    _state[$"{on} page {page.Paths}"] = "503";
                    break;
                case StepAction.MaintenanceOff:
                    Remove($"{on} page ");
                    break;
                case StepAction.DnsFailover:
                    _state[$"{on} failover"] = "inverted";
                    break;
                case StepAction.DnsFailback:
                    _state.Remove($"{on} failover");
                    break;
                case StepAction.ZoneAway away:
                    _state[$"{on} {away.Zone}"] = "away";
                    break;
                case StepAction.ZoneBack back:
                    _state.Remove($"{on} {back.Zone}");
                    break;
                default:
                    Assert.IsType<StepAction.Notify>(action);
                    break;
            }
        }

        private void Remove(string prefix)
        {
            foreach (var key in _state.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            {
                _state.Remove(key);
            }
        }
    }
}
