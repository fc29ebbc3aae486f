using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review;

public sealed class ItemStatusTests
{
    private static readonly DateTimeOffset Now = Make.T0;

    private static readonly Verdict Broken = Verdict.No("one zone", [new Finding("group web", "one zone", "add zones")]);

    [Theory]
    [InlineData(Coverage.Automatic, "no", true, ReviewAnswer.No)]
    [InlineData(Coverage.Automatic, "yes", false, ReviewAnswer.Yes)]
    [InlineData(Coverage.Automatic, "unread", false, ReviewAnswer.CouldNotTell)]
    [InlineData(Coverage.Automatic, "unread", true, ReviewAnswer.Yes)]
    [InlineData(Coverage.Automatic, "none", true, ReviewAnswer.NotApplicable)]
    [InlineData(Coverage.Automatic, null, false, ReviewAnswer.CouldNotTell)]
    [InlineData(Coverage.Partly, "no", true, ReviewAnswer.No)]
    [InlineData(Coverage.Partly, "yes", false, ReviewAnswer.CouldNotTell)]
    [InlineData(Coverage.Partly, "yes", true, ReviewAnswer.Yes)]
    [InlineData(Coverage.Partly, "none", false, ReviewAnswer.NotApplicable)]
    [InlineData(Coverage.Attested, null, true, ReviewAnswer.Yes)]
    [InlineData(Coverage.Attested, null, false, ReviewAnswer.CouldNotTell)]
    public void What_is_broken_counts_and_a_persons_word_fills_what_APIs_cannot_say(
        Coverage coverage,
        string? seen,
        bool isAttested,
        ReviewAnswer expected)
    {
        var verdict = seen switch
        {
            "no" => Broken,
            "yes" => Verdict.Yes("three zones"),
            "none" => Verdict.NotApplicable("no groups"),
            "unread" => Verdict.CouldNotTell("allow ec2:DescribeSubnets"),
            _ => null,
        };
        var status = ItemStatus.Of(Item(coverage), Record(verdict, isAttested ? Word(Now.AddDays(1)) : null), Now);
        Assert.Equal(expected, status.Answer);
        Assert.NotEmpty(status.Evidence);
    }

    [Fact]
    public void A_word_that_has_expired_and_a_look_of_long_ago_count_no_more()
    {
        var expired = ItemStatus.Of(Item(Coverage.Attested), Record(null, Word(Now.AddSeconds(-1))), Now);
        Assert.Equal(ReviewAnswer.CouldNotTell, expired.Answer);
        Assert.Contains("attested by Kim until", expired.Evidence, StringComparison.Ordinal);
        Assert.Equal(
            ReviewAnswer.CouldNotTell,
            ItemStatus.Of(Item(Coverage.Automatic), Record(Broken, null), Now + ItemStatus.SeenFor + TimeSpan.FromMinutes(1)).Answer);
        Assert.Equal(
            ReviewAnswer.No,
            ItemStatus.Of(Item(Coverage.Automatic), Record(Broken, null), Now + ItemStatus.SeenFor).Answer);
    }

    [Fact]
    public void A_broken_blocker_is_a_no_go_and_an_unknown_one_or_a_high_risk_a_go_with_risks()
    {
        Assert.Equal(Readiness.Go, Of().Readiness);
        Assert.Equal(Readiness.Go, Of((Severity.Medium, ReviewAnswer.No), (Severity.High, ReviewAnswer.CouldNotTell)).Readiness);
        Assert.Equal(Readiness.GoWithRisks, Of((Severity.High, ReviewAnswer.No)).Readiness);
        Assert.Equal(Readiness.GoWithRisks, Of((Severity.Blocker, ReviewAnswer.CouldNotTell)).Readiness);
        var no = Of((Severity.Blocker, ReviewAnswer.No), (Severity.High, ReviewAnswer.No), (Severity.Low, ReviewAnswer.Yes));
        Assert.Equal((Readiness.NoGo, 33.3m), (no.Readiness, no.Score));
        Assert.Equal((1, 1), (no.Blockers.Count, no.Risks.Count));
    }

    [Fact]
    public void A_verdict_is_no_for_findings_whatever_else_could_not_be_read()
    {
        Seen<int> some = new([1, 2], []);
        Seen<int> partly = new([1, 2], ["eu-west-1: allow ec2:DescribeVolumes"]);
        Assert.Equal(ReviewAnswer.Yes, Verdict.Of(some, "volumes", _ => []).Answer);
        Assert.Equal(ReviewAnswer.CouldNotTell, Verdict.Of(partly, "volumes", _ => []).Answer);
        Assert.Equal(ReviewAnswer.NotApplicable, Verdict.Of(new Seen<int>([], []), "volumes", _ => []).Answer);
        Assert.Equal(ReviewAnswer.CouldNotTell, Verdict.Of(NotLooked.At<int>(), "volumes", _ => []).Answer);
        var no = Verdict.Of(partly, "volumes", i => i == 1 ? [new Finding("vol-1", "old", "snapshot")] : []);
        Assert.Equal((ReviewAnswer.No, 1), (no.Answer, no.Findings.Count));
        Assert.Contains("allow ec2:DescribeVolumes", no.Evidence, StringComparison.Ordinal);
    }

    private static ReviewSummary Of(params (Severity Severity, ReviewAnswer Answer)[] items) => ReviewSummary.Of(
        EventId.Parse("sale"),
        Now,
        1,
        [.. items.Select(i => new ItemStatus(Item(Coverage.Automatic) with { Severity = i.Severity }, i.Answer, "", null, Now, []))]);

    private static ReviewItem Item(Coverage coverage) =>
        new("REL-99", Pillar.Reliability, coverage, Severity.High, ReviewItemPhrase.Rel03);

    private static CheckRecord Record(Verdict? seen, Attestation? word) =>
        new(EventId.Parse("sale"), "REL-99", seen, seen is null ? null : Now, word);

    private static Attestation Word(DateTimeOffset until) => new(ReviewAnswer.Yes, "ticket 7", "Kim", Now.AddDays(-30), until);
}
