using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class ListenerPageTests
{
    private static readonly FixedPage Page = new(503, "text/html", "<h1>Back soon</h1>");
    private static readonly SettingValue Operator = new("X-Operator", "wh4t-nobody-gu3sses");
    private static readonly SettingValue Web = new("targetgroup/web/1", "100");
    private const string Ours = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    [Fact]
    public void Operators_are_let_through_before_the_page_keeps_everybody_else_out()
    {
        var player = On(Rule(10));
        Expect.Says<ActionMove.Done>("shows bypass rule 8 and page rule 9", player.Play());
        var rules = player.Changes.Cast<Change.CreateListenerRule>().Select(c => c.Rule).ToList();
        Assert.Equal([8, 9], rules.Select(r => r.Priority));
        Assert.Equal((Operator, null, Web), (rules[0].Header, rules[0].Page, Assert.Single(rules[0].Targets)));
        Assert.Equal((null, Page), (rules[1].Header, rules[1].Page));
        Assert.All(rules, r => Assert.Equal(Ours, r.Owner));
    }

    [Fact]
    public void The_reason_says_how_long_a_cdn_may_go_on_answering() => Expect.Says<ActionMove.Perform>(
        "CloudFront keeps an error for 10 s unless its error caching minimum TTL says otherwise",
        On(new StepAction.MaintenanceOn(Page, [], [], null), Rule(10)).Ask());

    [Theory]
    [InlineData(1, "before rule 1, which serves these requests")]
    [InlineData(2, "no two free priorities")]
    public void Somebodys_rule_that_stands_first_refuses_the_page_by_name(int priority, string words)
    {
        var player = On(Rule(priority));
        Expect.Says<ActionMove.Refuse>(words, player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_page_alone_needs_one_priority_only()
    {
        var player = On(new StepAction.MaintenanceOn(Page, [], [], null), Rule(2));
        Expect.Says<ActionMove.Done>("page rule 1", player.Play());
    }

    [Fact]
    public void A_rule_for_other_requests_stands_in_no_ones_way()
    {
        var action = new StepAction.MaintenanceOn(Page, [], ["/search*"], null);
        var player = On(action, Rule(1, "/health"), Rule(7, "/sea*"), Rule(20, "/cart*"));
        Expect.Says<ActionMove.Done>("page rule 6", player.Play());
    }

    [Fact]
    public void Priorities_that_are_taken_are_left_out()
    {
        var player = On(Rule(10), Rule(9, "/x"), Rule(8, "/y"));
        player.Listener = player.Listener! with
        {
            Rules = [.. player.Listener.Rules.Select(r => r.Priority == 10 ? r : r with { Hosts = ["a.example.org"] })],
        };
        var action = new StepAction.MaintenanceOn(Page, ["b.example.org"], [], Operator);
        var elsewhere = On(action, [.. player.Listener.Rules]);
        elsewhere.Play();
        Assert.Equal([6, 7], elsewhere.Changes.Cast<Change.CreateListenerRule>().Select(c => c.Rule.Priority));
    }

    [Fact]
    public void A_listener_whose_default_does_not_forward_has_nowhere_to_let_operators_through_to()
    {
        var player = On(Rule(10));
        player.Listener = player.Listener! with { DefaultTargets = [] };
        Expect.Says<ActionMove.Refuse>("forwards to no target group", player.Ask());
    }

    [Fact]
    public void A_page_that_is_too_long_is_refused_before_anything_is_done() => Expect.Says<ActionMove.Refuse>(
        "1025 characters",
        On(new StepAction.MaintenanceOn(Page with { Body = new string('x', 1025) }, [], [], null)).Ask());

    [Theory]
    [InlineData("*")]
    [InlineData("/*")]
    public void A_page_for_every_path_is_one_without_paths(string path)
    {
        var player = On(new StepAction.MaintenanceOn(Page, [], [path], null), Rule(10));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Empty(Assert.IsType<Change.CreateListenerRule>(Assert.Single(player.Changes)).Rule.Paths);
    }

    [Fact]
    public void What_was_taken_off_meanwhile_is_not_asserted_again()
    {
        var player = On(Rule(10));
        player.Run = player.Run with { Runbook = PageWatch.RunbookName };
        Expect.Says<ActionMove.Done>("was taken off", player.Play());
        Assert.Empty(player.Changes);
        player.Record = player.Record with { Pages = [new("", 9, [], [], Page) { Owner = "01BX5ZZKBKACTAV9WEVGEMMVRZ" }] };
        Expect.Says<ActionMove.Done>("page rule 9", player.Play());
    }

    [Fact]
    public void A_page_that_is_up_already_is_found_and_not_made_again()
    {
        var player = On(Rule(10));
        player.Play();
        var again = On([.. player.Listener!.Rules.Select(r => r.Owner is null ? r : r with { Owner = "01BX5ZZKBKACTAV9WEVGEMMVRZ" })]);
        Expect.Says<ActionMove.Done>("put up by run 01BX5ZZKBKACTAV9WEVGEMMVRZ", again.Play());
        Assert.Empty(again.Changes);
        Assert.IsType<ActionMove.Done>(again.Undo());
        Assert.Empty(again.Changes);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void A_crash_around_either_rule_ends_in_the_same_rules(int effect, bool before)
    {
        var player = On(Rule(10));
        (player.CrashAt, player.CrashBeforeEffect) = (effect, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal([8, 9], player.Listener!.Rules.Where(r => r.Owner == Ours).Select(r => r.Priority));
        Assert.Equal(2, player.Changes.Count);
    }

    [Fact]
    public void A_controller_that_deletes_a_rule_is_answered_once_and_then_a_person_is_called()
    {
        var player = On(Rule(10));
        player.Outside = p => p.Listener = p.Listener! with
        {
            Rules = [.. p.Listener.Rules.Where(r => r.Owner is null || r.Page is null)],
        };
        Expect.Says<ActionMove.Fail>("a fight between writers", player.Play());
        Assert.Equal(2, player.Changes.Count(c => c is Change.CreateListenerRule { Rule.Page: not null }));
        Assert.Contains(player.Timeline, l => l.Contains("asserted once more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_read_that_still_shows_the_old_rules_is_no_fight()
    {
        var player = On(new StepAction.MaintenanceOn(Page, [], [], null), Rule(10));
        var made = player.Listener;
        player.Ask();
        player.Outside = p =>
        {
            // The service shows a new rule only seconds after it took it.
            made = p.Listener!.Rules.Count > made!.Rules.Count ? p.Listener : made;
            p.Listener = p.Changes.Count == 1 && p.Step.Effects[^1].EndedAt is { } end && p.Now - end < TimeSpan.FromSeconds(8)
                ? made with { Rules = [.. made.Rules.Where(r => r.Owner is null)] }
                : made;
        };
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes);
    }

    [Fact]
    public void Undoing_takes_off_the_page_first_and_then_the_bypass_and_nothing_of_others()
    {
        var player = On(Rule(10));
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        var deleted = player.Changes.OfType<Change.DeleteListenerRule>().Select(c => c.Rule.Page is null).ToList();
        Assert.Equal([false, true], deleted);
        Assert.Equal([10], player.Listener!.Rules.Select(r => r.Priority));
        Assert.Empty(player.Record.Pages);
    }

    [Fact]
    public void A_service_that_refuses_three_times_fails_the_step()
    {
        var player = On(Rule(10));
        player.Refuses = _ => "TooManyRules";
        Expect.Says<ActionMove.Fail>("TooManyRules", player.Play());
        Assert.Empty(player.Record.Pages);
    }

    [Fact]
    public void A_listener_that_cannot_be_read_is_waited_for_and_then_given_up()
    {
        var player = On(Rule(10));
        player.Listener = null;
        Assert.IsType<ActionMove.Wait>(player.Ask());
        Expect.Says<ActionMove.Fail>("cannot be read", player.Play());
    }

    [Fact]
    public void Off_takes_off_every_page_and_bypass_of_ours_whichever_run_made_them()
    {
        var player = new TrafficPlayer(new StepAction.MaintenanceOff(), Make.Component(resource: Make.Door))
        {
            Listener = new ListenerSnapshot(
                [
                    new("r1", 1, [], [], null) { Owner = "01BX5ZZKBKACTAV9WEVGEMMVRZ", Header = Operator },
                    new("r2", 2, [], [], Page) { Owner = "01BX5ZZKBKACTAV9WEVGEMMVRZ" },
                    new("r3", 3, [], ["/search*"], Page) { Owner = Ours },
                    Rule(10),
                ],
                [Web]),
        };
        Expect.Says<ActionMove.Done>("how much load comes now is not known", player.Play());
        Assert.Equal(["r2", "r3", "r1"], player.Changes.Cast<Change.DeleteListenerRule>().Select(c => c.Rule.Arn));
        Assert.Equal([10], player.Listener!.Rules.Select(r => r.Priority));
        Expect.Says<ActionMove.Done>("maintenance.on puts it up", player.Undo());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Off_goes_on_after_a_crash(bool before)
    {
        var player = new TrafficPlayer(new StepAction.MaintenanceOff(), Make.Component(resource: Make.Door))
        {
            Listener = new ListenerSnapshot([new("r2", 2, [], [], Page) { Owner = Ours }], [Web]),
            CrashAt = 1,
            CrashBeforeEffect = before,
        };
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Empty(player.Listener!.Rules);
        Assert.Single(player.Changes);
    }

    [Theory]
    [InlineData("/a*", "/ab", true)]
    [InlineData("/a*", "/b*", false)]
    [InlineData("*", "/anything", true)]
    [InlineData("/a?c", "/abc", true)]
    [InlineData("/a?c", "/ac", false)]
    [InlineData("*.example.com", "shop.*", true)]
    [InlineData("*.example.com", "shop.example.org", false)]
    [InlineData("/*/x", "/y/*", true)]
    [InlineData("", "", true)]
    public void Patterns_meet_when_some_text_fits_both(string left, string right, bool meet)
    {
        Assert.Equal(meet, Patterns.CanBothFit(left, right, StringComparison.Ordinal));
        Assert.Equal(meet, Patterns.CanBothFit(right, left, StringComparison.Ordinal));
    }

    [Fact]
    public void Hosts_meet_in_any_case_and_paths_do_not()
    {
        Assert.True(Patterns.CanBothFit("SHOP.example.com", "shop.Example.com", StringComparison.OrdinalIgnoreCase));
        Assert.False(Patterns.CanBothFit("/Cart", "/cart", StringComparison.Ordinal));
    }

    private static ListenerRule Rule(int priority, params string[] paths) =>
        new($"theirs/{priority}", priority, [], [.. paths], null) { Targets = [Web] };

    private static TrafficPlayer On(params ListenerRule[] rules) =>
        On(new StepAction.MaintenanceOn(Page, [], [], Operator), rules);

    private static TrafficPlayer On(StepAction.MaintenanceOn action, params ListenerRule[] rules) =>
        new(action, Make.Component(resource: Make.Door))
        {
            Listener = new ListenerSnapshot([.. rules.OrderBy(r => r.Priority)], [Web]),
        };
}
