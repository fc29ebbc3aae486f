namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Why it is asked whether a waiting instance needs a run.</summary>
/// <param name="ByClock">Clock saw it waiting; otherwise a message came.</param>
/// <param name="Token">The message's token.</param>
/// <param name="At">When Auto Scaling spoke; for Clock, now.</param>
/// <param name="RunIsGone">Clock found that the remembered run is over, or not there, without a word of it.</param>
/// <param name="IsUrgent">The hook's time-out is too short for a second look.</param>
public sealed record HookAsk(bool ByClock, string? Token, DateTimeOffset At, bool RunIsGone, bool IsUrgent);
