using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;
using static ServerlessReadiness.Application.Tests.Support.Doorway;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Runs that shed load and give it back, from the intent in the table to the world.</summary>
public sealed class SheddingRunTests
{
    private const int CallsMax = 200;

    [Fact]
    public void A_page_goes_up_with_a_way_in_for_operators_and_comes_off_again()
    {
        var shop = new Doorway();
        var up = shop.Finish(shop.Start("door", On));
        Assert.True(up.State == RunState.Done, up.Reason);
        Assert.Equal(Page, shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Null(shop.Listener.Answer("shop.example.com", "/cart", Operator));
        Assert.Equal(2, shop.Record.Pages.Count);

        var off = shop.Finish(shop.Start("door", Off));
        Assert.True(off.State == RunState.Done, off.Reason);
        Assert.Null(shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Single(shop.Listener.Rules);
        Assert.Empty(shop.Record.Pages);
        Assert.Null(shop.Record.Lease);
        Assert.All(
            shop.Scenario.World.Effects,
            e => Assert.Contains(shop.Scenario.Journal(), l => l.Kind == JournalKind.Intent && l.Verdict == e.Describe()));
    }

    [Fact]
    public void A_partial_page_leaves_other_paths_alone()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("door", new StepAction.MaintenanceOn(Page, [], ["/search*"], null)));
        Assert.Equal(Page, shop.Listener.Answer("shop.example.com", "/search/x"));
        Assert.Null(shop.Listener.Answer("shop.example.com", "/cart"));
    }

    [Fact]
    public void A_controller_that_deletes_the_page_is_answered_once_and_then_a_person_is_called()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("door", On));
        shop.Listener.DeleteForeign(r => r.Page is not null);
        shop.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Page, shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Single(shop.Scenario.AllRuns(), r => r.Runbook.Value == "page-again");
        Assert.Contains("page Reasserts", shop.Scenario.Decisions);

        shop.Listener.DeleteForeign(_ => true);
        shop.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Null(shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Single(shop.Scenario.AllRuns(), r => r.Runbook.Value == "page-again");
        Assert.Contains("a fight between writers", shop.State!.Hold!.Reason, StringComparison.Ordinal);
        Assert.Contains(Issues(shop), i => i.Kind == IssueKind.PageFight);
        Assert.Contains(shop.Scenario.World.Messages, m => m.Text.Contains("a fight between writers", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_deletion_after_a_quarter_of_an_hour_is_answered_again()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("door", On));
        shop.Listener.DeleteForeign(r => r.Page is not null);
        shop.Scenario.Beats(TimeSpan.FromMinutes(17));
        shop.Listener.DeleteForeign(r => r.Page is not null);
        shop.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Page, shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Null(shop.State?.Hold);
    }

    [Fact]
    public void A_page_that_was_taken_off_is_not_missed()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("door", On));
        shop.Listener.DeleteForeign(_ => true);
        shop.Finish(shop.Start("door", Off), TimeSpan.FromMinutes(1));
        shop.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Single(shop.Listener.Rules);
    }

    [Fact]
    public void While_automation_is_paused_a_deleted_page_is_said_once_and_left_alone()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("door", On));
        shop.Scenario.SetMode(AutomationMode.Paused);
        shop.Listener.DeleteForeign(r => r.Page is not null);
        shop.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Null(shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Single(shop.Scenario.Decisions, d => d == "page Withheld");
        shop.Scenario.SetMode(AutomationMode.Act);
        shop.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Page, shop.Listener.Answer("shop.example.com", "/cart"));
    }

    [Fact]
    public void A_pause_between_bypass_and_page_keeps_the_page_from_starting_until_it_is_over()
    {
        var shop = new Doorway();
        shop.Scenario.World.OnEffect = change =>
        {
            if (change is Change.CreateListenerRule { Rule.Page: null })
            {
                Pause(shop, AutomationMode.Paused);
            }
        };
        var run = shop.Start("door", On);
        shop.Scenario.Beats(TimeSpan.FromMinutes(4));
        Assert.Null(shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.False(shop.Run(run).IsOver);
        Assert.Single(shop.Record.Pages);
        shop.Scenario.World.OnEffect = _ => { };
        Pause(shop, AutomationMode.Act);
        Assert.Equal(RunState.Done, shop.Finish(run).State);
        Assert.Equal(Page, shop.Listener.Answer("shop.example.com", "/cart"));
        Assert.Equal(2, shop.Scenario.World.Effects.Count(e => e is Change.CreateListenerRule));
    }

    [Fact]
    public void A_page_survives_its_process_being_stopped_anywhere() => EachCrash(
        shop => shop.Start("door", On),
        (shop, run, where) =>
        {
            Assert.True(run.State == RunState.Done, $"{where}: {run.Reason}");
            Assert.Equal([8, 9, 10], shop.Listener.Rules.Select(r => r.Priority));
            Assert.Equal(2, shop.Record.Pages.Count);
            Assert.Null(shop.Record.Lease);
        });

    [Fact]
    public void A_page_comes_off_wherever_the_process_was_stopped() => EachCrash(
        shop => shop.Start("door", On, Off),
        (shop, run, where) =>
        {
            Assert.True(run.State == RunState.Done, $"{where}: {run.Reason}");
            Assert.True(shop.Listener.Rules.Count == 1, $"{where}: {string.Join(", ", shop.Listener.Rules)}");
            Assert.Empty(shop.Record.Pages);
        });

    [Fact]
    public void A_zone_is_left_and_taken_back_wherever_the_process_was_stopped() => EachCrash(
        shop =>
        {
            shop.Scenario.Web.Spread("a", "b", "c");
            return shop.Start("front", new StepAction.ZoneAway("ap-northeast-2b", TimeSpan.FromHours(1)), new StepAction.ZoneBack());
        },
        (shop, run, where) =>
        {
            Assert.True(run.State == RunState.Done, $"{where}: {run.Reason}");
            var subnets = shop.Scenario.World.Effects.OfType<Change.SetGroupSubnets>().Select(c => c.To.Count);
            Assert.Equal([2, 3], subnets);
            Assert.Equal((6, 3), (shop.Scenario.Web.Bounds.Minimum, shop.Scenario.Web.Zones.Count));
            Assert.Empty(shop.Scenario.Resource.RestorePoint!.Subnets);
            Assert.True(shop.Scenario.Web.LowestServing >= 4, $"{where}: {shop.Scenario.Web.LowestServing} served");
        });

    [Fact]
    public void Features_and_limits_are_set_and_given_back_and_nothing_of_it_stays_in_the_record()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("features", new StepAction.FeatureReduce([new("tips", "off")])));
        shop.Finish(shop.Start("wall", new StepAction.RateLimit(2000)));
        Assert.Equal("off", shop.Scenario.World.Setting(Features).Find("tips"));
        Assert.Equal("2000", shop.Scenario.World.Setting(Wall).Find("limit"));

        Assert.Equal(RunState.Done, shop.Finish(shop.Start("features", new StepAction.FeatureRestore())).State);
        Assert.Equal(RunState.Done, shop.Finish(shop.Start("wall", new StepAction.RateRestore())).State);
        Assert.Equal("on", shop.Scenario.World.Setting(Features).Find("tips"));
        Assert.Equal("none", shop.Scenario.World.Setting(Wall).Find("limit"));
        foreach (var resource in new[] { Features, Wall })
        {
            var record = shop.Scenario.Read(StateKeys.Resource(resource.Key)).Value!;
            Assert.Null(record.RestorePoint);
            Assert.Empty(record.SettingsInForce);
        }
    }

    [Fact]
    public void Features_that_someone_else_changed_are_left_alone_and_a_person_is_called()
    {
        var shop = new Doorway();
        shop.Finish(shop.Start("features", new StepAction.FeatureReduce([new("tips", "off")])));
        shop.Scenario.World.Settings[Features.Key] = new SettingSnapshot([new("tips", "half")], null, Ready: true);
        var run = shop.Finish(shop.Start("features", new StepAction.FeatureRestore()));
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("tips reads half and was set to off", Assert.Single(shop.Scenario.World.Messages).Text, StringComparison.Ordinal);
        Assert.Equal("half", shop.Scenario.World.Setting(Features).Find("tips"));
    }

    [Fact]
    public void A_zonal_shift_without_an_approval_is_refused_and_shifts_nothing()
    {
        var shop = new Doorway();
        var run = shop.Finish(shop.Start("door", new StepAction.ZoneAway("ap-northeast-2a", TimeSpan.FromHours(1))));
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("give the step an approval", run.Reason, StringComparison.Ordinal);
        Assert.Empty(shop.Listener.Shifts);
    }

    [Theory]
    [InlineData(typeof(Change.InvokeFunction))]
    [InlineData(typeof(Change.CreateListenerRule))]
    public void What_the_role_may_not_do_is_tried_once(Type denied)
    {
        var shop = new Doorway();
        shop.Scenario.World.Automations.Functions["drain:live"] = _ => "ok";
        shop.Scenario.World.Fault = c => c.GetType() == denied ? (PortFailure.Denied, false) : null;
        var run = shop.Finish(denied == typeof(Change.InvokeFunction)
            ? shop.Start("front", new StepAction.LambdaInvoke("drain:live", "{}"))
            : shop.Start("door", On));
        Assert.Equal(RunState.Failed, run.State);
        Assert.Single(run.Steps[0].Effects);
    }

    private static void Pause(Doorway shop, AutomationMode mode)
    {
        // Within an effect time stands still, so the store is written directly.
        var key = StateKeys.Head(Sample.Event);
        var (head, version) = shop.Scenario.Store.FindAsync(key, CancellationToken.None).GetAwaiter().GetResult();
        var next = head! with { Mode = mode, ModeReason = "the tester says so" };
        shop.Scenario.Store.CommitAsync([key.Put(next, version)], CancellationToken.None).GetAwaiter().GetResult();
    }

    private static List<Issue> Issues(Doorway shop) => [.. shop.Scenario.Play(() => shop.Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event),
        StateKeys.IssuePrefix,
        StateJson.Default.Issue,
        CancellationToken.None)).Select(i => i.Value)];

    /// <summary>Stops the process that performs the run at each of its calls in turn, before and after it.</summary>
    private static void EachCrash(Func<Doorway, RunId> start, Action<Doorway, Run, string> check)
    {
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var shop = new Doorway();
                var run = start(shop);
                var crash = new CrashAt(k, after);
                shop.Scenario.Beat(crash, () => crash.HasCrashed);
                if (!crash.HasCrashed)
                {
                    Assert.True(k > 8, $"only {k - 1} crash points were tried");
                    return;
                }

                check(shop, shop.Finish(run, TimeSpan.FromHours(1)), $"call {k}, {crash.Where}");
            }
        }

        Assert.Fail($"a process made more than {CallsMax} calls");
    }
}
