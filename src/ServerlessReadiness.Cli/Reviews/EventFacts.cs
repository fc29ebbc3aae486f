using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>Reads a part of what the review looks at, of the plan in force.</summary>
internal static class EventFacts
{
    /// <exception cref="CliException">There is no such event.</exception>
    public static async Task<ReviewFacts> ReadAsync(
        CommandCall call,
        Records records,
        EventId id,
        IReadOnlyList<IReviewSource> sources,
        CancellationToken stop)
    {
        var (plan, _) = await PlanChoice.InForceAsync(records, id, stop);
        return await new ReviewReader(sources).ReadAsync(
            plan,
            call.Around.Time.GetUtcNow(),
            call.Screen.Progress,
            stop);
    }
}
