namespace ServerlessReadiness.Core.Alarms;

/// <summary>A dimension of a metric behind an alarm.</summary>
public sealed record AlarmDimension(string Name, string Value);
