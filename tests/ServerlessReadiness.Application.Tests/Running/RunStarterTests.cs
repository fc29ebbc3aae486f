using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Running;

/// <summary>What it takes to start a runbook by hand, by a ladder or by a contingency.</summary>
public sealed class RunStarterTests
{
    private static readonly RunTrigger Kim = new RunTrigger.ByOperator("kim");
    private static readonly RunTrigger Ladder = new RunTrigger.ByPlan("shed ladder of front");

    private readonly Shop _shop = new(Shop.RaiseFront, Shop.RaiseBack);

    private Scenario Scenario => _shop.Scenario;

    [Fact]
    public void It_is_stored_due_at_once_journalled_and_counted_and_clock_hands_it_over()
    {
        var started = Start("both");
        var run = started.Run!;
        Assert.Equal((RunState.Running, run.DueAt), (run.State, (DateTimeOffset?)Scenario.Now));
        var line = Assert.Single(Scenario.Journal(), l => l.Run == run.Id);
        Assert.Equal((JournalKind.Decision, "Starts: runbook both", "operator kim"), (line.Kind, line.Verdict, line.Cause));
        Assert.Equal((run.Id, ActionClass.CapacityUp), (Scenario.Component.Spends[0].Run, Scenario.Component.Spends[0].Class));
        Assert.DoesNotContain(Scenario.World.Effects, _ => true);

        _shop.Beats(10);
        Assert.True(_shop.Run.State == RunState.Done, _shop.Run.Reason);
        Assert.Equal(["6", "6"], _shop.Minimums);
    }

    [Fact]
    public void A_built_in_runbook_is_started_with_its_parameters()
    {
        var started = Start("scale-out", parameters: ("byPercent", "100%"));
        Assert.Equal([new("byPercent", "100%")], started.Run!.Parameters);
        _shop.Beats(8);
        Assert.Equal("8", _shop.Minimums.First());
    }

    /// <summary>The table: a row for each thing that cannot be started, and the words that say why.</summary>
    [Theory]
    [InlineData("no-such", "front", null, "there is no runbook \"no-such\" for group web")]
    [InlineData("both", "nobody", null, "there is no component \"nobody\"")]
    [InlineData("replace", "api", null, "not possible on target ecs service/shop/api")]
    [InlineData("scale-out", "front", "many", "\"many\" is no whole percentage")]
    [InlineData("scale-out", "front", "2000%", "2000 is above the maximum of 1000")]
    [InlineData("both", "front", "50%", "runbook both has no parameter \"byPercent\"; it takes none")]
    [InlineData("shift-region", "front", null, "there is no runbook \"shift-region\" for group web")]
    public void What_cannot_be_started_is_refused_by_name_and_changes_nothing(string runbook, string component, string? share, string words)
    {
        var started = share is null ? Start(runbook, component) : Start(runbook, component, parameters: ("byPercent", share));
        Assert.Null(started.Run);
        Assert.Contains(words, started.Reason, StringComparison.Ordinal);
        Assert.Empty(Scenario.Runs);
        Assert.Contains(Scenario.Journal(), l => l.Verdict == $"Refused: runbook {runbook}" && l.Reason == started.Reason);
    }

    [Theory]
    [InlineData(AutomationMode.Paused, "is paused")]
    [InlineData(AutomationMode.Observe, "observing: runbook both would start")]
    public void A_mode_that_does_not_act_starts_nothing(AutomationMode mode, string words)
    {
        Scenario.SetMode(mode);
        Refused(words, Start("both"));
    }

    [Fact]
    public void A_hold_a_lease_a_freeze_and_another_owner_refuse()
    {
        Refused("give a reason", Start("both", reason: " "));
        Hold(Sample.Front);
        Refused("component front is on hold: hands off", Start("both"));

        var second = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        second.Scenario.Apply(second.Plan with
        {
            Freezes = [new Freeze("audit", Sample.T0, Sample.T0.AddHours(1), [Shop.Back], AllowsCapacityUp: false)],
        });
        Refused("freeze \"audit\" of the plan forbids CapacityUp on component back", Start("both", shop: second));

        var third = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        third.Scenario.Send(Sample.Alarm("raise-1", third.Scenario.Now), TimeSpan.Zero);
        Refused("is at work on group web", Start("both", shop: third));

        var fourth = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        fourth.Alter(record => record with { Owner = EventId.Parse("other") });
        Refused("belongs to event other", Start("both", shop: fourth));
    }

    [Fact]
    public void A_spent_budget_stops_the_ladder_and_not_a_person_who_is_told()
    {
        Assert.NotNull(Start("raise", trigger: Ladder).Run);
        _shop.Beats(1);
        Scenario.BeatsUntilOver(TimeSpan.FromMinutes(10));
        var shop = new Shop(Shop.RaiseFront);
        var budget = new Budget(ActionClass.CapacityUp, 1, TimeSpan.FromHours(1), TimeSpan.Zero, 100);
        shop.Scenario.Apply(shop.Plan.WithBudget(budget));
        Assert.NotNull(Start("raise", trigger: Ladder, shop: shop).Run);
        shop.Scenario.BeatsUntilOver(TimeSpan.FromMinutes(10));
        Refused("the budget of 1 CapacityUp runs", Start("raise", trigger: Ladder, shop: shop));
        var byHand = Start("raise", shop: shop);
        Assert.NotNull(byHand.Run);
        Assert.Contains("started by a person although the budget of 1", byHand.Reason, StringComparison.Ordinal);
        Assert.Equal(2, shop.Scenario.Component.Spends.Count);
    }

    [Fact]
    public void Of_two_starts_at_once_only_one_goes_through_where_the_budget_allows_one()
    {
        var budget = new Budget(ActionClass.CapacityUp, 1, TimeSpan.FromHours(1), TimeSpan.Zero, 100);
        for (var seed = 0; seed < 20; seed++)
        {
            var shop = new Shop(Shop.RaiseFront);
            shop.Scenario.Apply(shop.Plan.WithBudget(budget));
            var turns = new SeededInterleaving(seed);
            var open = Open(shop);
            var starts = new List<RunStarted>();
            var hosts = Enumerable.Range(0, 2).Select(_ => shop.Scenario.NewHost(turns)).ToList();
            shop.Scenario.PlayInterleaved(
                turns,
                [.. hosts.Select(h => (Func<Task>)(async () =>
                    starts.Add(await h.Starter.StartAsync(open, Wish("raise", trigger: Ladder), CancellationToken.None))))]);
            Assert.Single(starts, s => s.Run is not null);
            Assert.Single(shop.Scenario.Runs);
        }
    }

    [Fact]
    public void An_instance_comes_from_the_parameter_or_the_wish_and_not_from_both()
    {
        Assert.Equal(Sample.Bad, Start("heal-instance", parameters: ("instance", Sample.Bad.Value)).Run!.Instance);
        var both = Wish("heal-instance", parameters: ("instance", Sample.Bad.Value)) with { Instance = InstanceId.Parse("i-00000001") };
        Refused("name one", Play(_shop, both));
    }

    [Fact]
    public void An_alarm_may_start_a_built_in_runbook_which_replaces_what_it_cannot_recover()
    {
        var heal = new Response("sick", new AlarmSelector("sick-*"), Sample.Front, AlarmRole.Trigger, BuiltInRunbooks.HealInstanceName);
        var scenario = new Scenario(Sample.Plan with { Responses = [heal, .. Sample.Plan.Responses] });
        scenario.World.Fault = c => c is Change.StopInstance ? (Ports.PortFailure.Denied, false) : null;
        Assert.Equal(AlarmVerdict.Starts, scenario.Send(Sample.Alarm("sick-1", scenario.Now, instance: Sample.Bad)).Verdict);
        scenario.Clear("sick-1");
        scenario.Beats(TimeSpan.FromMinutes(30));
        var run = Assert.Single(scenario.Runs);
        Assert.True(run.State == RunState.Done, $"{run.State}: {run.Reason}");
        Assert.Equal([StepState.Failed, StepState.Done], run.Steps.Select(s => s.State));
        Assert.DoesNotContain(scenario.Web.Members, m => m.Id == Sample.Bad && m.IsServing);
        Assert.Contains(scenario.World.Effects, e => e is Change.TerminateMember);
    }

    private void Hold(ComponentName component)
    {
        var state = ComponentState.New(component) with { Hold = new Hold("hands off", Scenario.Now, null) };
        Scenario.Commit(StateKeys.Component(Sample.Event, component).Put(state, 0));
    }

    private static void Refused(string words, RunStarted started)
    {
        Assert.Null(started.Run);
        Assert.Contains(words, started.Reason, StringComparison.Ordinal);
    }

    private RunStarted Start(
        string runbook,
        string component = "front",
        RunTrigger? trigger = null,
        string reason = "sales are up",
        Shop? shop = null,
        params (string Name, string Value)[] parameters) =>
        Play(shop ?? _shop, Wish(runbook, component, trigger, reason, parameters));

    private static RunStart Wish(
        string runbook,
        string component = "front",
        RunTrigger? trigger = null,
        string reason = "sales are up",
        params (string Name, string Value)[] parameters) => new(
        RunbookName.Parse(runbook),
        ComponentName.Parse(component),
        trigger ?? Kim,
        reason,
        parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
        null);

    private static RunStarted Play(Shop shop, RunStart wish) =>
        shop.Scenario.Play(() => shop.Scenario.NewHost().Starter.StartAsync(Open(shop), wish, CancellationToken.None));

    private static OpenEvent Open(Shop shop) =>
        shop.Scenario.Play(() => shop.Scenario.NewHost().Events.ListAsync(CancellationToken.None, fresh: true))[0];
}
