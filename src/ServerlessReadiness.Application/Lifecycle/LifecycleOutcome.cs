using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>What came of a notice for one event, for logs, the CLI and tests.</summary>
/// <param name="Event">The event, or the journal's name for signals of no event.</param>
/// <param name="Verdict">The decision in a word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Run">The run that started, as far as it got; null when none did.</param>
public sealed record LifecycleOutcome(EventId Event, HookVerdict Verdict, string Reason, Run? Run);
