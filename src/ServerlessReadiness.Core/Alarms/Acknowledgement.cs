namespace ServerlessReadiness.Core.Alarms;

/// <summary>Somebody looks at a firing alarm.</summary>
/// <param name="Who">Who said so.</param>
/// <param name="Reason">In their words.</param>
/// <param name="At">When.</param>
/// <param name="Until">From then on people are called again.</param>
public sealed record Acknowledgement(string Who, string Reason, DateTimeOffset At, DateTimeOffset Until);
