using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>What a review is told of its surroundings, and what it leaves behind.</summary>
internal sealed partial class Stage
{
    public Task<Function> StartReviewerAsync() => StartAsync(
        "Reviewer",
        new Dictionary<string, string>
        {
            ["READINESS_ALARM_TOPIC_ARN"] = _topic,
            ["READINESS_ALARM_RESPONDER_ARN"] =
                $"arn:aws:lambda:{TestPlan.Region}:{TestPlan.Account}:function:alarm-responder",
        });

    public async Task<IReadOnlyList<ReviewSummary>> ReviewsAsync() =>
    [
        .. (await _store.ListAsync(
            StateKeys.EventPk(TestPlan.Event),
            StateKeys.ReviewPrefix,
            StateJson.Default.ReviewSummary,
            Cancel)).Select(r => r.Value),
    ];

    public async Task<IReadOnlyList<CheckRecord>> ChecksAsync() =>
    [
        .. (await _store.ListAsync(
            StateKeys.EventPk(TestPlan.Event),
            StateKeys.CheckPrefix,
            StateJson.Default.CheckRecord,
            Cancel)).Select(r => r.Value),
    ];
}
