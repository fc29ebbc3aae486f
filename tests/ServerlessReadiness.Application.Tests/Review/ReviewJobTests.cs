using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Operators;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>A review keeps what it found beside what people attested, and a summary for the trend.</summary>
public sealed class ReviewJobTests
{
    [Fact]
    public void Every_item_has_an_answer_and_the_summary_is_kept_and_journalled()
    {
        var desk = new Desk();
        var result = Review(desk);

        Assert.Equal(ReviewItem.All.Select(i => i.Id), result.Items.Select(i => i.Item.Id));
        Assert.Equal(
            ReviewItem.All.Count,
            result.Summary.Yes + result.Summary.No + result.Summary.NotApplicable + result.Summary.CouldNotTell);
        var stored = desk.Scenario.Play(async () => await desk.Scenario.Store.ListAsync(
            StateKeys.EventPk(Sample.Event),
            StateKeys.ReviewPrefix,
            StateJson.Default.ReviewSummary,
            CancellationToken.None));
        Assert.Equal(result.Summary, Assert.Single(stored).Value);
        Assert.Contains(desk.Scenario.Journal(), l => l.Verdict == $"review {result.Summary.Readiness}");
    }

    [Fact]
    public void A_word_of_a_person_outlasts_the_next_review_until_it_expires()
    {
        var desk = new Desk();
        var done = desk.Give(
            desk.Ask(new OperatorCommand.AttestItem("sec-02", ReviewAnswer.Yes, desk.Scenario.Now.AddHours(2)))
                with { Reason = "ticket 7" });
        Assert.Equal(CommandState.Done, done.State);

        var item = Review(desk).Items.Single(i => i.Item.Id == "SEC-02");
        Assert.Equal((ReviewAnswer.Yes, "ticket 7"), (item.Answer, item.Evidence));
        Assert.NotNull(item.By);

        desk.Scenario.Beats(TimeSpan.FromHours(3));
        Assert.Equal(ReviewAnswer.CouldNotTell, Review(desk).Items.Single(i => i.Item.Id == "SEC-02").Answer);
    }

    [Fact]
    public void What_nobody_knows_or_may_say_is_refused()
    {
        var desk = new Desk();
        var unknown = desk.Give(new OperatorCommand.AttestItem("SEC-99", ReviewAnswer.Yes));
        Assert.Equal(RefusalKind.Unknown, unknown.Refusal);
        Assert.Contains("SEC-01", unknown.Next, StringComparison.Ordinal);
        Assert.Equal(
            RefusalKind.Invalid,
            desk.Give(new OperatorCommand.AttestItem("SEC-02", ReviewAnswer.CouldNotTell)).Refusal);
        Assert.Equal(
            RefusalKind.NotPermitted,
            desk.Give(new OperatorCommand.AttestItem("SEC-02", ReviewAnswer.Yes), Desk.Sns).Refusal);
    }

    [Fact]
    public async Task What_cannot_be_read_in_one_place_is_told_and_the_other_places_go_on()
    {
        Location[] places = [new("123456789012", "eu-west-1"), new("123456789012", "us-east-1")];

        var seen = await Reading.EachAsync<int>(places, "volumes", place => place.Region == "eu-west-1"
            ? throw new PortException(PortFailure.Denied, "allow ec2:DescribeVolumes.")
            : Task.FromResult<IReadOnlyList<int>>([1, 2]));

        Assert.Equal([1, 2], seen.Items);
        Assert.Equal(["volumes in eu-west-1 of 123456789012: allow ec2:DescribeVolumes."], seen.Unread);
    }

    [Fact]
    public async Task What_names_its_place_itself_is_told_as_it_is()
    {
        const string Words = "patch states in account 123456789012, eu-west-1: was denied.";
        var seen = await Reading.EachAsync<int>(
            [new("123456789012", "eu-west-1")],
            "patches",
            _ => throw new PortException(PortFailure.Denied, Words));
        Assert.Equal([Words], seen.Unread);
    }

    private static ReviewResult Review(Desk desk) => desk.Scenario.Play(async () =>
        (await new ReviewJob(
            desk.Scenario.Store,
            new ReviewReader([]),
            new JournalWriter(desk.Scenario.Store, new Ids(desk.Scenario.Time, new SeededChance(3))),
            desk.Scenario.Time).RunAsync(Sample.Event, null, CancellationToken.None))!);
}
