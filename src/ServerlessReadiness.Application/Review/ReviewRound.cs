using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Core.Events;
using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Review;

/// <summary>The daily review: every event that is still to be held, one after the other.</summary>
public sealed partial class ReviewRound(OpenEvents events, ReviewJob job, TimeProvider time, ILogger<ReviewRound> logger)
{
    /// <param name="stopBy">Events that are not begun by then are left to the next day, and counted as failed.</param>
    /// <param name="cancellationToken">Ends the work between two events.</param>
    public async Task<ReviewsDone> RunAsync(DateTimeOffset stopBy, CancellationToken cancellationToken)
    {
        var done = new ReviewsDone(0, 0);
        foreach (var open in await events.ListAsync(cancellationToken, fresh: true))
        {
            if (open.Plan.Schedule.PhaseAt(time.GetUtcNow()) is not (Phase.Scheduled or Phase.Prewarm))
            {
                continue;
            }

            done = time.GetUtcNow() >= stopBy
                ? done with { Failures = done.Failures + 1 }
                : await GuardAsync(done, open.Id, cancellationToken);
        }

        return done;
    }

    private async Task<ReviewsDone> GuardAsync(ReviewsDone done, EventId eventId, CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(eventId, null, cancellationToken);
            return done with { Reviewed = done.Reviewed + 1 };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One event's trouble keeps no other from its review; the answer makes the invocation fail.
            LogFailed(logger, eventId, e.Message);
            return done with { Failures = done.Failures + 1 };
        }
    }

    [LoggerMessage(7001, LogLevel.Error, "Reviewer: the review of {Event} failed and is made again tomorrow: {Reason}")]
    private static partial void LogFailed(ILogger logger, EventId @event, string reason);
}
