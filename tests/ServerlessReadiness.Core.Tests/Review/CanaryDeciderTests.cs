using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Canary;
using W = ServerlessReadiness.Core.Tests.Review.AlarmWorld;

namespace ServerlessReadiness.Core.Tests.Review;

public sealed class CanaryDeciderTests
{
    private static readonly CanaryRecord Set = CanaryRecord.New(W.Plan.Event, W.Proof.Alarm, W.Now, "kim");

    [Fact]
    public void It_is_followed_from_our_journal_to_the_page_to_a_person_with_the_seconds_of_each()
    {
        Assert.Equal(Set, Next(Set, 10));
        var seen = Next(Set, 20, Seen(12));
        Assert.Equal((CanaryState.Seen, TimeSpan.FromSeconds(12)), (seen.State, seen.SeenAfter));
        Assert.Contains("about to be told", seen.Reason, StringComparison.Ordinal);
        var paged = Next(seen, 30, Seen(12), Paged(13));
        Assert.Contains("people were told", paged.Reason, StringComparison.Ordinal);
        var done = Next(paged, 100, Seen(12), Paged(13), Line(90, JournalKind.Person, "acknowledge"));
        Assert.Equal((CanaryState.Acknowledged, TimeSpan.FromSeconds(90), "lee"), (done.State, done.AcknowledgedAfter, done.AcknowledgedBy));
        Assert.Equal(done, Next(done, 9000));
    }

    [Fact]
    public void What_is_lost_says_between_which_stations()
    {
        Assert.Equal(CanaryState.Set, Next(Set, 180).State);
        var never = Next(Set, 181);
        Assert.Equal(CanaryState.TimedOut, never.State);
        Assert.Contains("between CloudWatch and our journal", never.Reason, StringComparison.Ordinal);
        var late = 20 * 60;
        Assert.Equal(CanaryState.Seen, Next(Set, late, Seen(12), Paged(13)).State);
        Assert.Contains("a person: told after 13", Next(Set, late + 1, Seen(12), Paged(13)).Reason, StringComparison.Ordinal);
        var unpaged = Next(Set, late + 1, Seen(12), Line(13, JournalKind.Outcome, CanaryDecider.UnpagedVerdict));
        Assert.Contains("AlarmResponder and the notifications topic: why", unpaged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_other_alarms_or_of_an_earlier_proof_prove_nothing()
    {
        var other = Seen(12) with { Alarm = AlarmId.Of(W.Region, W.Account, "front cpu") };
        Assert.Equal(Set, Next(Set, 20, other, Seen(-60), Line(-50, JournalKind.Person, "acknowledge")));
        Assert.Equal(CanaryState.Set, Next(Set, 20, Line(10, JournalKind.Person, "acknowledge")).State);
    }

    private static CanaryRecord Next(CanaryRecord record, int seconds, params JournalEntry[] lines) =>
        CanaryDecider.Next(record, lines, W.Now.AddSeconds(seconds));

    private static JournalEntry Seen(int seconds) => Line(seconds, JournalKind.Decision, CanaryDecider.SeenVerdict);

    private static JournalEntry Paged(int seconds) => Line(seconds, JournalKind.Page, CanaryDecider.PagedVerdict);

    private static JournalEntry Line(int seconds, JournalKind kind, string verdict) =>
        new(Set.Event, W.Now.AddSeconds(seconds), kind, verdict, "why", Alarm: Set.Alarm, Cause: "lee");
}
