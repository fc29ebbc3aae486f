namespace ServerlessReadiness.Core.Alarms;

/// <summary>A metric behind an alarm.</summary>
public sealed record AlarmMetric(string Namespace, string Name);
