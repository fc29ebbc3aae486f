namespace ServerlessReadiness.Core.Alarms;

/// <summary>A CloudWatch alarm's state.</summary>
public enum AlarmStateValue
{
    InsufficientData = 0,
    Ok = 1,
    Alarm = 2,
}
