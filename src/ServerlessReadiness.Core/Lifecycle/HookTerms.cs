namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>A lifecycle hook as its group has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Launching">Whether instances wait in it when they launch, or when they terminate.</param>
/// <param name="Timeout">How long one heartbeat lasts.</param>
/// <param name="AbandonsByDefault">What Auto Scaling does when nobody answers.</param>
/// <param name="Metadata">Its notification metadata.</param>
/// <param name="WaitMax">The longest wait that Auto Scaling allows with heartbeats; null when it does not say.</param>
public sealed record HookTerms(
    string Name,
    bool Launching,
    TimeSpan Timeout,
    bool AbandonsByDefault,
    string? Metadata,
    TimeSpan? WaitMax);
