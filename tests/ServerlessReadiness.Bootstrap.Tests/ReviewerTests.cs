using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The readiness review by the native binary: every source's client and every stored answer without reflection.
/// </summary>
public sealed partial class ReviewerTests(SystemFixture system)
{
    /// <summary>Our own table's writes, and those of the event's dashboard.</summary>
    private static readonly string[] Ours = ["PutItem", "TransactWriteItems", "PutDashboard"];

    [Fact]
    public async Task A_beat_reviews_the_event_to_come_and_changes_nothing_of_the_workload()
    {
        await using var stage = await system.StageAsync(new() { Firing = [], Plan = ToCome() });
        stage.Proxy.Clear();
        await using var reviewer = await stage.StartReviewerAsync();

        var answer = Assert.Single(await reviewer.InvokeAsync(Samples.Read("schedule-reviewer")));

        Assert.Equal("reviews", answer.Verdict);
        Assert.StartsWith("1 events reviewed, 1 dashboards changed, 0 failed", answer.Reason, StringComparison.Ordinal);
        var review = Assert.Single(await stage.ReviewsAsync());
        Assert.Equal(
            (1, ReviewItem.All.Count),
            (review.PlanVersion, review.Yes + review.No + review.NotApplicable + review.CouldNotTell));
        var called = stage.Proxy.Calls.Select(c => c.Action).Distinct().ToArray();
        Assert.Contains("DescribeAutoScalingGroups", called);
        Assert.Contains("GetTopicAttributes", called);
        Assert.Empty(called.Where(a => !Reading().IsMatch(a)).Except(Ours));
    }

    [Fact]
    public async Task What_the_review_may_not_read_is_told_with_the_right_that_is_missing()
    {
        await using var stage = await system.StageAsync(new() { Firing = [], Plan = ToCome() });
        stage.Proxy.Clear();
        stage.Proxy.Add(new ProxyRule.Answer("DescribeTrails", 400, "application/x-amz-json-1.1", """
            {"__type":"AccessDeniedException","Message":"not authorized to perform: cloudtrail:DescribeTrails"}
            """));
        await using var reviewer = await stage.StartReviewerAsync();

        await reviewer.InvokeAsync(Samples.Read("schedule-reviewer"));

        Assert.Single(await stage.ReviewsAsync());
        var unread = (await stage.ChecksAsync()).Where(c => c.Seen is { Answer: ReviewAnswer.CouldNotTell }).ToArray();
        Assert.Contains(unread, c => c.Seen!.Evidence.Contains("cloudtrail:DescribeTrails", StringComparison.Ordinal));
    }

    private static CompiledPlan ToCome()
    {
        var now = DateTimeOffset.UtcNow;
        return TestPlan.Create() with
        {
            Schedule = new EventSchedule(now.AddDays(3), now.AddDays(4), now.AddDays(5), now.AddDays(6)),
        };
    }

    /// <summary>By the operation's name, or by REST's method.</summary>
    [GeneratedRegex(
        "^((Describe|Get|List)[A-Za-z]+|BatchGetItem|Query|GenerateCredentialReport|GET /.*)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Reading();
}
