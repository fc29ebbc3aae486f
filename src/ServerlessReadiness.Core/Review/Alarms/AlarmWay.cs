using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>An alarm of the event and its way to us.</summary>
/// <param name="Alarm">Which.</param>
/// <param name="For">What of the plan relies on it, such as metric latency.</param>
/// <param name="Way">On which way it comes to us, or that it does not.</param>
/// <param name="IsEnabled">Whether the actions that bring it are switched on.</param>
/// <param name="Muted">What silences it now or may during the event; null for nothing.</param>
/// <param name="Findings">What is wrong with it; empty for nothing.</param>
public sealed record AlarmWay(
    AlarmPathView Alarm,
    string For,
    string Way,
    bool IsEnabled,
    string? Muted,
    EquatableList<Finding> Findings);
