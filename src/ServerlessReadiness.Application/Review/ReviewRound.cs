using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Events;
using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// One round over all events: whatever is still to be held is reviewed once a day and after each change of its plan,
/// and each event's dashboard is kept in step with its plan until it is over.
/// </summary>
/// <param name="store">The one table.</param>
/// <param name="events">The events.</param>
/// <param name="job">Reviews one.</param>
/// <param name="dashboards">Keeps the dashboards; null where nobody does.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures go.</param>
public sealed partial class ReviewRound(
    IStateStore store,
    OpenEvents events,
    ReviewJob job,
    DashboardKeeper? dashboards,
    TimeProvider time,
    ILogger<ReviewRound> logger)
{
    /// <summary>A day, less the time by which two rounds of an hour may lie apart.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(23.5);

    /// <summary>A dashboard that is still there after so long is somebody's wish.</summary>
    private static readonly TimeSpan TidiedFor = TimeSpan.FromDays(30);

    private readonly HashSet<EventId> _tidied = [];

    /// <param name="stopBy">Events that are not begun by then are left to the next round, and counted as failed.</param>
    /// <param name="cancellationToken">Ends the work between two events.</param>
    public async Task<ReviewsDone> RunAsync(DateTimeOffset stopBy, CancellationToken cancellationToken)
    {
        var done = new ReviewsDone(0, 0, 0);
        var open = await events.ListAsync(cancellationToken, fresh: true);

        // Dashboards first: they are one call each, and a review may take minutes.
        foreach (var id in open.Select(e => e.Id).Concat(Over()))
        {
            done = await GuardAsync(done, id, "dashboard", () => KeepAsync(done, id, cancellationToken));
        }

        foreach (var one in open.Where(e => e.Plan.Schedule.PhaseAt(time.GetUtcNow()) is Phase.Scheduled or Phase.Prewarm))
        {
            done = await GuardAsync(done, one.Id, "review", () => ReviewAsync(done, one, stopBy, cancellationToken));
        }

        return done;
    }

    private List<EventId> Over() =>
    [
        .. events.Ended
            .Where(l => l.End > time.GetUtcNow() - TidiedFor && !_tidied.Contains(l.Event))
            .Select(l => l.Event),
    ];

    private async Task<ReviewsDone> KeepAsync(ReviewsDone done, EventId eventId, CancellationToken cancellationToken)
    {
        if (dashboards is null)
        {
            return done;
        }

        var change = await dashboards.KeepAsync(eventId, cancellationToken);
        if (change is DashboardChange.Removed or DashboardChange.None)
        {
            _tidied.Add(eventId);
        }

        return change is DashboardChange.Written or DashboardChange.Removed
            ? done with { Dashboards = done.Dashboards + 1 }
            : done;
    }

    private async Task<ReviewsDone> ReviewAsync(
        ReviewsDone done,
        OpenEvent one,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var last = await ReviewTrend.NewestAsync(store, one.Id, 1, cancellationToken);
        if (last is [var known] && known.PlanVersion == one.Listing.PlanVersion
            && known.At + Every > time.GetUtcNow())
        {
            return done;
        }

        if (time.GetUtcNow() >= stopBy)
        {
            LogFailed(logger, one.Id, "review", "there was no time left");
            return done with { Failures = done.Failures + 1 };
        }

        await job.RunAsync(one.Id, null, cancellationToken);
        return done with { Reviewed = done.Reviewed + 1 };
    }

    private async Task<ReviewsDone> GuardAsync(ReviewsDone done, EventId eventId, string what, Func<Task<ReviewsDone>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One event's trouble keeps no other from its review; the answer makes the invocation fail.
            LogFailed(logger, eventId, what, e.Message);
            return done with { Failures = done.Failures + 1 };
        }
    }

    [LoggerMessage(7001, LogLevel.Error, "Reviewer: the {What} of {Event} failed and is tried again in an hour: {Reason}")]
    private static partial void LogFailed(ILogger logger, EventId @event, string what, string reason);
}
