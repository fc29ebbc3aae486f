using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>When a hook's wait has to be extended, and when it has to be ended.</summary>
public static class HookTimes
{
    /// <summary>Auto Scaling's own bounds on one wait: 48 hours, or 100 time-outs, whichever is less.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromHours(48);

    public const int TimeoutsMax = 100;

    /// <summary>Hooks below this are not left to Clock, whose beats and hand-over take up to two minutes.</summary>
    public static readonly TimeSpan ShortTimeout = TimeSpan.FromMinutes(12);

    /// <summary>Below this not even a hand-over through Clock keeps the deadline.</summary>
    public static readonly TimeSpan ShortestForClock = TimeSpan.FromMinutes(5);

    /// <summary>A heartbeat that was not accepted is tried again after this.</summary>
    public static readonly TimeSpan BeatAgain = TimeSpan.FromSeconds(5);

    private const double BeatAtShare = 0.4;
    private static readonly TimeSpan MarginMin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MarginMax = TimeSpan.FromMinutes(3);

    public static TimeSpan LimitOf(TimeSpan timeout) =>
        timeout * TimeoutsMax < WaitMax ? timeout * TimeoutsMax : WaitMax;

    /// <summary>Before half of the time-out is used; null when a heartbeat would not make the wait longer.</summary>
    public static DateTimeOffset? BeatAt(RunTrigger.ByHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return hook.Deadline < hook.LimitAt ? hook.Deadline - (hook.Timeout * (1 - BeatAtShare)) : null;
    }

    /// <summary>From here on nothing is waited for but the completion itself.</summary>
    public static DateTimeOffset CompleteBy(RunTrigger.ByHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var margin = hook.Timeout / 4;
        margin = margin < MarginMin ? MarginMin : margin > MarginMax ? MarginMax : margin;
        return (hook.Deadline < hook.LimitAt ? hook.Deadline : hook.LimitAt) - margin;
    }

    /// <summary>The trigger after an accepted heartbeat.</summary>
    public static RunTrigger.ByHook Beaten(RunTrigger.ByHook hook, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return hook with { Deadline = now + hook.Timeout };
    }
}
