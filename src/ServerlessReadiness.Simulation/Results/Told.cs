namespace ServerlessReadiness.Simulation.Results;

/// <summary>A message that people got.</summary>
public sealed record Told(DateTimeOffset At, string Subject, string Text);
