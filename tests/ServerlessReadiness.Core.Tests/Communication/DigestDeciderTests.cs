using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Communication;

/// <summary>The first page of a kind calls; its repeats are counted; what cannot wait does not.</summary>
public sealed class DigestDeciderTests
{
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly DateTimeOffset T0 = Make.T0;
    private int _number;

    [Fact]
    public void Of_a_storm_of_200_pages_a_handful_calls_and_the_rest_is_one_message_a_window()
    {
        PageDigest? digest = null;
        var (sent, messages) = (0, 0);
        for (var second = 0; second < 1200; second += 6)
        {
            var now = T0.AddSeconds(second);
            if (digest is { Waiting: > 0 } due && now >= due.EndsAt)
            {
                digest = DigestDecider.AfterLeaving(due, now);
                messages++;
            }

            var decision = DigestDecider.Decide(Sale, digest, Page($"kind-{second % 5}", $"c-{second % 4}"), now);
            digest = decision.Next ?? digest;
            sent += decision.Sends ? 1 : 0;
        }

        // Kinds and components here come in ten pairs, each of which people hear of once.
        Assert.Equal(10, sent);
        Assert.Equal(1, messages);
        Assert.Equal(200 - 10, digest!.Waiting + 90);
    }

    [Fact]
    public void A_page_that_waits_leaves_within_the_window_and_is_counted_with_first_and_last()
    {
        var digest = Take(null, Page("Unresolved", "front"), T0, sends: true);
        digest = Take(digest, Page("Unresolved", "front", "second"), T0.AddMinutes(3), sends: false);
        digest = Take(digest, Page("Unresolved", "front", "third"), T0.AddMinutes(9), sends: false);
        Assert.Equal(T0 + DigestDecider.Window, digest.EndsAt);
        var waits = Assert.Single(digest.Gathered);
        Assert.Equal((2, T0.AddMinutes(3), T0.AddMinutes(9), "third"), (waits.Count, waits.FirstAt, waits.LastAt, waits.LastWords));
    }

    [Fact]
    public void After_a_quiet_window_the_same_kind_calls_again()
    {
        var digest = Take(null, Page("Unresolved", "front"), T0, sends: true);
        digest = Take(digest, Page("Unresolved", "front"), T0.AddMinutes(10), sends: true);
        Assert.Equal(T0.AddMinutes(20), digest.EndsAt);
    }

    [Fact]
    public void A_window_that_clock_has_not_sent_yet_keeps_gathering_and_loses_nothing()
    {
        var digest = Take(null, Page("Unresolved", "front"), T0, sends: true);
        digest = Take(digest, Page("Unresolved", "front"), T0.AddMinutes(1), sends: false);
        digest = Take(digest, Page("Unresolved", "front"), T0.AddMinutes(30), sends: false);
        Assert.Equal(2, digest.Waiting);
        var after = DigestDecider.AfterLeaving(digest, T0.AddMinutes(31));
        Assert.Equal(0, after.Waiting);
        Take(after, Page("Unresolved", "front"), T0.AddMinutes(32), sends: false);
    }

    [Theory]
    [InlineData(Gravity.Plain, false)]
    [InlineData(Gravity.Serious, true)]
    [InlineData(Gravity.Urgent, true)]
    public void When_many_kinds_have_called_only_what_is_grave_still_does(Gravity gravity, bool sends)
    {
        PageDigest? digest = null;
        for (var i = 0; i < DigestDecider.AtOnceMax; i++)
        {
            digest = Take(digest, Page($"kind-{i}", "front"), T0, sends: true);
        }

        Assert.Equal(sends, DigestDecider.Decide(Sale, digest, Page("news", "front", gravity: gravity), T0).Sends);
    }

    [Fact]
    public void What_is_urgent_never_waits_however_often_it_comes()
    {
        PageDigest? digest = null;
        for (var i = 0; i < 50; i++)
        {
            var decision = DigestDecider.Decide(Sale, digest, Page("FloorFight", "front", gravity: Gravity.Urgent), T0);
            Assert.True(decision.Sends);
            digest = decision.Next ?? digest;
        }

        Assert.Single(digest!.Sent);
    }

    [Fact]
    public void A_page_whose_process_died_before_it_left_leaves_when_it_is_taken_up()
    {
        var page = Page("Unresolved", "front");
        var digest = Take(null, page, T0, sends: true);
        var again = DigestDecider.Decide(Sale, digest, page, T0.AddMinutes(2));
        Assert.True(again.Sends);
        Assert.Null(again.Next);
    }

    [Fact]
    public void A_digest_stays_small_whatever_comes()
    {
        PageDigest? digest = null;
        for (var i = 0; i < 500; i++)
        {
            digest = DigestDecider.Decide(Sale, digest, Page($"kind-{i}", "front"), T0).Next ?? digest;
        }

        Assert.Equal(DigestDecider.KindsMax, digest!.Gathered.Count);
        Assert.Equal(500 - DigestDecider.AtOnceMax, digest.Waiting);
    }

    [Theory]
    [InlineData("anything", true, Gravity.Urgent)]
    [InlineData(nameof(IssueKind.FloorFight), false, Gravity.Urgent)]
    [InlineData(nameof(IssueKind.SpendExceeded), false, Gravity.Serious)]
    [InlineData(nameof(AlarmVerdict.BudgetSpent), false, Gravity.Serious)]
    [InlineData("runbook heal Failed", false, Gravity.Serious)]
    [InlineData(nameof(AlarmVerdict.Unresolved), false, Gravity.Plain)]
    public void Each_kind_has_its_gravity(string kind, bool asks, Gravity gravity) =>
        Assert.Equal(gravity, Gravities.Of(kind, asks));

    [Fact]
    public void The_message_says_how_often_each_kind_came()
    {
        var digest = Take(null, Page("Unresolved", "front"), T0, sends: true);
        digest = Take(digest, Page("Unresolved", "front", "what {0} | means"), T0.AddMinutes(3), sends: false);
        var letter = Letters.Digest(digest, new PlanClocks(People.Plan), "Sale", T0.AddMinutes(10));
        Assert.Equal("1 more page of Sale within 10 min", letter.Title);
        Assert.Contains("what {0} | means", PlainText.Write(letter), StringComparison.Ordinal);
    }

    private static PageDigest Take(PageDigest? digest, PageNotice page, DateTimeOffset now, bool sends)
    {
        var decision = DigestDecider.Decide(Sale, digest, page, now);
        Assert.Equal(sends, decision.Sends);
        return decision.Next!;
    }

    private PageNotice Page(string kind, string component, string subject = "page", Gravity gravity = Gravity.Plain) => new(
        RunId.Parse($"01ARZ3NDEKTSV4RRFFQ6{++_number:D6}"),
        kind,
        ComponentName.Parse(component),
        gravity,
        subject);
}
