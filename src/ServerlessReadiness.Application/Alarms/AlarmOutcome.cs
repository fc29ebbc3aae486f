using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>What came of an alarm for one event, for logs, the CLI and tests.</summary>
/// <param name="Event">The event, or the journal's name for signals of no event.</param>
/// <param name="Verdict">The decision in a word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Run">The run that started, as far as it got; null when none did.</param>
public sealed record AlarmOutcome(EventId Event, AlarmVerdict Verdict, string Reason, Run? Run);
