using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>An instance that waits in a hook, with the times that its wait has.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Trigger">The hook and its times.</param>
/// <param name="ToWarmPool">Whether it goes to the warm pool.</param>
/// <param name="Cause">What the journal calls it.</param>
internal sealed record HookWait(InstanceId Instance, RunTrigger.ByHook Trigger, bool ToWarmPool, string Cause)
{
    /// <summary>As a message tells it: the wait began when Auto Scaling spoke.</summary>
    public static HookWait Of(LifecycleNotice notice, HookPlan plan, HookTerms terms, DateTimeOffset now)
    {
        var begun = notice.At < now ? notice.At : now;
        return new HookWait(
            notice.Instance!.Value,
            new RunTrigger.ByHook(plan.Hook, plan.Launching, notice.Token, begun + terms.Timeout)
            {
                Timeout = terms.Timeout,
                LimitAt = Earlier(begun + (terms.WaitMax ?? HookTimes.LimitOf(terms.Timeout)), begun + plan.GiveUpAfter),
                Metadata = notice.Metadata ?? terms.Metadata,
            },
            notice.IsToWarmPool,
            CauseOf(notice));
    }

    /// <summary>
    /// As Clock sees it: nobody knows since when it waits, so a heartbeat is due at once, and the least is assumed of
    /// what Auto Scaling allows in all.
    /// </summary>
    public static HookWait Of(InstanceId instance, string state, HookPlan plan, HookTerms terms, DateTimeOffset now)
    {
        var limit = terms.WaitMax ?? HookTimes.LimitOf(terms.Timeout);
        return new HookWait(
            instance,
            new RunTrigger.ByHook(plan.Hook, plan.Launching, null, now + (terms.Timeout / 2))
            {
                Timeout = terms.Timeout,
                LimitAt = Earlier(now + limit - terms.Timeout, now + plan.GiveUpAfter),
                Metadata = terms.Metadata,
            },
            plan.Launching && state.StartsWith("Warmed:", StringComparison.Ordinal),
            "clock");
    }

    public static string CauseOf(LifecycleNotice notice) =>
        $"{notice.Hook}#{notice.Instance}#{notice.Token ?? notice.RequestId ?? "no token"}";

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
