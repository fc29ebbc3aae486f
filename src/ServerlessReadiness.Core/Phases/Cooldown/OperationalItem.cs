namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>Something that people do and confirm in the return to normal.</summary>
/// <param name="Item">What, in the plan's words.</param>
/// <param name="ConfirmedBy">Who confirmed it; null until someone did.</param>
/// <param name="ConfirmedAt">When.</param>
public sealed record OperationalItem(string Item, string? ConfirmedBy, DateTimeOffset? ConfirmedAt);
