namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>One line of a function's answer.</summary>
internal sealed record Answer(string Event, string Verdict, string Reason, string? Run, string? RunState);
