using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>Reads a part of what the review looks at, of the plan in force.</summary>
internal static class EventFacts
{
    /// <exception cref="CliException">There is no such event.</exception>
    public static async Task<EventHead> HeadAsync(Records records, EventId id, CancellationToken stop) =>
        await Heads.FindAsync(records, id, stop) ?? throw new CliException(
            ExitCodes.No,
            $"there is no event {id}",
            "see the open events with readiness status");

    public static async Task<ReviewFacts> ReadAsync(
        CommandCall call,
        Records records,
        EventId id,
        IReadOnlyList<IReviewSource> sources,
        CancellationToken stop)
    {
        var head = await HeadAsync(records, id, stop);
        var plan = await records.Events.PlanAsync(id, head.PlanVersion, stop);
        return await new ReviewReader(sources).ReadAsync(
            plan,
            call.Around.Time.GetUtcNow(),
            call.Screen.Progress,
            stop);
    }
}
