namespace ServerlessReadiness.Core.Actions;

/// <summary>Whether an alarm fires, confirmed with CloudWatch.</summary>
public sealed record AlarmReading(string Name, bool Firing);
