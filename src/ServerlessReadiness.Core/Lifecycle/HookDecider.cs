namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Whether an instance that waits in a hook needs a run.</summary>
/// <remarks>
/// SNS delivers at least once and late; Clock sees what never arrived; an instance of a warm pool waits in the same
/// hook twice. So the token tells one wait from another, and where it is unknown, the time does.
/// </remarks>
public static class HookDecider
{
    /// <summary>Runs that Clock begins for one wait, one after the other.</summary>
    public const int AdoptionsMax = 3;

    /// <summary>An instance seen waiting is adopted after this: its message may be on its way.</summary>
    public static readonly TimeSpan AdoptAfter = TimeSpan.FromSeconds(50);

    /// <summary>How long Auto Scaling may still show a wait that was ended.</summary>
    public static readonly TimeSpan ShowsWithin = TimeSpan.FromMinutes(2);

    public static HookDecision Decide(HookMemory? memory, HookAsk ask, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return ask.ByClock ? BySight(memory, ask, now) : ByMessage(memory, ask);
    }

    private static HookDecision ByMessage(HookMemory? memory, HookAsk ask) => memory switch
    {
        null or { Run: null } => new(HookVerdict.Starts, "an instance waits in the hook"),
        { Token: { } known } when known == ask.Token => new(
            HookVerdict.Duplicate,
            $"run {memory.Run} is this action's"),
        _ when ask.At <= memory.StartedAt => new(
            HookVerdict.Stale,
            $"run {memory.Run} began at {memory.StartedAt:u}, after this message's {ask.At:u}"),
        _ => new(HookVerdict.Starts, $"the instance waits anew; run {memory.Run} was for its wait before"),
    };

    private static HookDecision BySight(HookMemory? memory, HookAsk ask, DateTimeOffset now) => memory switch
    {
        null when ask.IsUrgent => new(HookVerdict.Starts, "seen waiting, and its time-out allows no second look"),
        null => new(HookVerdict.LooksAgain, "seen waiting; its message may be on its way"),
        { Run: null } when now - memory.SeenAt < AdoptAfter && !ask.IsUrgent => new(
            HookVerdict.LooksAgain,
            "seen waiting a moment ago"),
        { Run: null } => new(HookVerdict.Starts, $"waits since {memory.SeenAt:u} and no message came"),
        { IsUnderWay: true } when !ask.RunIsGone => new(HookVerdict.InHand, $"run {memory.Run} is at work"),
        { EndedAt: { } ended } when now - ended < ShowsWithin => new(
            HookVerdict.LooksAgain,
            "its wait was ended a moment ago"),
        { Adoptions: >= AdoptionsMax } => new(
            HookVerdict.GivenUp,
            $"{memory.Adoptions} runs did not get it out of the hook; the last: {memory.Reason}"),
        _ => new(HookVerdict.Starts, $"waits although run {memory.Run} is over: {memory.Reason}"),
    };
}
