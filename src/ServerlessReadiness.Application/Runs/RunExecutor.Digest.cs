using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// The one place where a page may be kept back: every page comes by here, whoever decided on it, right before it would
/// leave. Until then it is a run that is due, and from then on a line of the digest; in between it is never neither.
/// </summary>
public sealed partial class RunExecutor
{
    /// <summary>In a storm many pages want the digest at once. Whoever does not get it leaves: people come first.</summary>
    private const int DigestAttemptsMax = 5;

    /// <summary>The page's end when it waits in the digest; null when it leaves now, and for what is no page.</summary>
    private async Task<Turn?> GatherAsync(
        RunInHand hand,
        Change change,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (hand.Run.Runbook != Pages.Runbook || change is not Change.Publish
            || RunDecider.StepUnderWay(hand.Run) is not { Step.Do: StepAction.CallPerson page, Effects.Count: 0 })
        {
            return null;
        }

        var key = StateKeys.Digest(hand.Run.Event);
        var notice = new PageNotice(hand.Run.Id, page.Kind, hand.Run.Component, page.Gravity, page.Words);
        for (var attempt = 0; attempt < DigestAttemptsMax; attempt++)
        {
            var (digest, version) = await store.FindAsync(key, cancellationToken);
            var decision = DigestDecider.Decide(hand.Run.Event, digest, notice, now);
            if (decision.Next is not { } next)
            {
                return null;
            }

            var put = key.Put(next, version, next.Waiting > 0 ? next.EndsAt : null);
            if (decision.Sends)
            {
                if (await store.CommitAsync([put], cancellationToken) is SaveOutcome.Saved)
                {
                    return null;
                }
            }
            else
            {
                var spared = RunWrites.End(hand, RunDecider.Spare(hand.Run, decision.Reason).Next, now);
                if (await store.CommitAsync([put, .. writes.Of(spared)], cancellationToken) is SaveOutcome.Saved)
                {
                    return new Turn(spared.Committed(), null, IsOver: true);
                }
            }
        }

        return null;
    }
}
