using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>The summaries of an event's reviews.</summary>
public static class ReviewTrend
{
    /// <summary>The newest, the latest first; fewer when there were fewer.</summary>
    public static async Task<IReadOnlyList<ReviewSummary>> NewestAsync(
        IStateStore store,
        EventId eventId,
        int count,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var page = await store.QueryAsync(
            new StateQuery(StateKeys.EventPk(eventId), StateKeys.ReviewPrefix, PageSize: count, Descending: true),
            cancellationToken);
        return
        [
            .. page.Documents.Take(count).Select(d => StateView.Parse(
                d,
                new StateKey<ReviewSummary>(d.Address, StateJson.Default.ReviewSummary))),
        ];
    }
}
