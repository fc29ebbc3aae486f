using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class PageWatchTests
{
    private static readonly RunId Next = RunId.Parse("01BX5ZZKBKACTAV9WEVGEMMVRZ");
    private static readonly FixedPage Page = new(503, "text/html", "soon");

    private static readonly ListenerRule Up =
        new("", 9, [], ["/search*"], Page) { Owner = "01ARZ3NDEKTSV4RRFFQ69G5FAV" };

    private static readonly ListenerRule Bypass = Up with { Priority = 8, Page = null, Header = new("X-Operator", "abc") };

    /// <summary>One row per case of the watch's table.</summary>
    public static TheoryData<string, int, bool, bool, bool, int?, PageVerdict> Rows { get; } = new()
    {
        { "nothing is to be up", 0, false, false, false, null, PageVerdict.Stays },
        { "all is there", 2, false, false, false, null, PageVerdict.Stays },
        { "missing", 1, false, false, false, null, PageVerdict.Reasserts },
        { "missing, on hold", 1, true, false, false, null, PageVerdict.Stays },
        { "missing, a run not over", 1, false, true, false, null, PageVerdict.Stays },
        { "missing, not readable", 1, false, false, true, null, PageVerdict.Stays },
        { "missing a second time within 15 min", 1, false, false, false, 14, PageVerdict.Fight },
        { "missing a second time after 15 min", 1, false, false, false, 15, PageVerdict.Reasserts },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_case_has_its_decision(string name, int there, bool held, bool leased, bool blind, int? lostAgo, PageVerdict verdict)
    {
        var record = Record(there == 0 ? [] : [Bypass, Up], lostAgo, leased);
        var hold = held ? new Hold("by hand", Make.T0, null) : null;
        var decision = Decide(record, blind ? null : Seen(there == 2 ? [Bypass, Up] : [Bypass]), hold);
        Assert.True(decision.Verdict == verdict, name);
        Assert.Equal(verdict == PageVerdict.Reasserts, decision.Run is not null);
        Assert.Equal(verdict == PageVerdict.Fight, decision.Hold is not null && decision.Issues.Count == 1);
    }

    [Fact]
    public void A_page_is_asserted_with_its_bypass_and_what_is_remembered_names_the_run()
    {
        var decision = Decide(Record([Bypass, Up], null), Seen([]));
        var step = Assert.Single(decision.Run!.Runbook.Steps);
        Assert.Equal(new StepAction.MaintenanceOn(Page, [], ["/search*"], Bypass.Header), step.Do);
        Assert.Equal(new PageLoss(Make.T0, Next), decision.Resource!.PageLoss);
        Assert.True(decision.Says!.Pages);
    }

    [Theory]
    [InlineData(AutomationMode.Observe)]
    [InlineData(AutomationMode.Paused)]
    public void A_mode_that_does_not_act_says_so_once(AutomationMode mode)
    {
        var first = Decide(Record([Bypass, Up], null), Seen([]), mode: mode);
        Assert.Equal((PageVerdict.Withheld, null), (first.Verdict, first.Run));
        Assert.Equal(PageVerdict.Stays, Decide(first.Resource!, Seen([]), mode: mode).Verdict);
        Assert.Equal(PageVerdict.Reasserts, Decide(first.Resource!, Seen([])).Verdict);
    }

    [Fact]
    public void Somebodys_rule_that_does_the_same_is_not_ours() => Assert.Equal(
        PageVerdict.Reasserts,
        Decide(Record([Bypass, Up], null), Seen([Bypass, Up with { Owner = null }])).Verdict);

    [Fact]
    public void A_bypass_whose_page_nobody_wants_is_not_asserted() =>
        Assert.Equal(PageVerdict.Stays, Decide(Record([Bypass], null), Seen([])).Verdict);

    private static ListenerSnapshot Seen(EquatableList<ListenerRule> rules) => new(rules, []);

    private static ResourceState Record(EquatableList<ListenerRule> pages, int? lostAgo, bool leased = false) =>
        ResourceState.New(Make.Door.Key, EventId.Parse("sale")) with
        {
            Pages = pages,
            PageLoss = lostAgo is { } minutes ? new PageLoss(Make.T0.AddMinutes(-minutes), Next) : null,

            // Ran out, but its run was never seen to end.
            Lease = leased ? new Lease(Next, 1, Make.T0.AddMinutes(-1)) : null,
        };

    private static PageDecision Decide(
        ResourceState record,
        ListenerSnapshot? seen,
        Hold? hold = null,
        AutomationMode mode = AutomationMode.Act) => PageWatch.Decide(
        new EventHead(EventId.Parse("sale"), Phase.Live, mode, "", 1, Make.T0),
        new ComponentFacts(Make.Component(resource: Make.Door), null, record, hold),
        seen,
        () => Next,
        Make.T0);
}
