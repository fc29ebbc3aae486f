namespace ServerlessReadiness.Application.Alarms;

/// <summary>How an alarm is being looked at.</summary>
/// <param name="Now">When.</param>
/// <param name="LooksAgain">A second look by Clock, rather than a transition that arrived.</param>
/// <param name="Observes">
/// Whether the world is read together with the state. Not so for a component that was busy a moment ago: in a burst of
/// alarms that would only exhaust the service's request rate.
/// </param>
/// <param name="HandsOver">
/// Clock decides, Executor acts: a run that starts is committed without an announced effect.
/// </param>
internal readonly record struct AlarmLook(DateTimeOffset Now, bool LooksAgain, bool Observes, bool HandsOver);
