using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;

namespace ServerlessReadiness.Core.Tests.Review;

public sealed class ReviewItemTests
{
    [Fact]
    public void The_checklist_has_37_items_in_its_order_and_the_operations_review_follows()
    {
        Assert.Equal(37, ReviewItem.Architecture.Count);
        Assert.Equal(
            ("SEC-01", "PERF-08", "COST-04", "READY-01"),
            (ReviewItem.All[0].Id, ReviewItem.All[32].Id, ReviewItem.All[36].Id, ReviewItem.All[37].Id));
        Assert.Equal(ReviewItem.All.Count, ReviewItem.All.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enum.GetValues<ReviewItemPhrase>(), ReviewItem.All.Select(i => i.Text));
    }

    [Fact]
    public void Whatever_APIs_answer_has_a_check_and_what_people_attest_has_none() => Assert.Equal(
        ReviewItem.All.Where(i => i.Coverage != Coverage.Attested).Select(i => i.Id).Order(StringComparer.Ordinal),
        ReviewChecks.All.Keys.Order(StringComparer.Ordinal));
}
