namespace ServerlessReadiness.Functions;

/// <summary>One line of a function's answer: what was decided and why. For people, tests and the CLI.</summary>
/// <param name="Event">The event, or <c>unassigned</c>.</param>
/// <param name="Verdict">The decision in a word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Run">The run that started, if one.</param>
/// <param name="RunState">How far that run got.</param>
public sealed record FunctionOutcome(string Event, string Verdict, string Reason, string? Run, string? RunState);
